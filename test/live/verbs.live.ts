import { expect } from 'bun:test';
import { addRoute, routes, shell } from './routes.ts';
import { heardBy } from './wire.ts';
import { live } from './world.ts';

/*
 * Some subcommands of Claude Code are recognised only as the first argument. With `--settings` in front of
 * them they would be taken for a prompt, sent and paid for (observed on 2.1.330).
 */

const [litellm] = routes;

const verbs: readonly (readonly string[])[] = [
  ['attach', 'x'],
  ['logs', 'x'],
  ['stop', 'x'],
  ['kill', 'x'],
  ['rm', 'x'],
  ['respawn', 'x'],
  ['daemon', '--help'],
  ['remote-control', '--help'],
  ['rc', '--help'],
];

for (const verb of verbs)
  live(`cgw run litellm ${verb.join(' ')} sends no prompt and ends as in plain Claude Code`, async world => {
    const ours = world.recorder(litellm.format);
    await addRoute(world, litellm, ours.url);
    const plain = { ...shell, ANTHROPIC_BASE_URL: ours.url, ANTHROPIC_AUTH_TOKEN: 'any' };
    const expected = await world.claude(verb, { environment: plain });
    expect(heardBy(ours)).toEqual([]);
    const outcome = await world.cgw(['run', 'litellm', ...verb], { environment: shell });
    expect(heardBy(ours)).toEqual([]);
    expect(outcome).toEqual(expected);
  });

live('no subcommand that Claude Code lists becomes a prompt', async world => {
  const ours = world.recorder(litellm.format);
  await addRoute(world, litellm, ours.url);
  const { stdout } = await world.claude(['--help']);
  const [, commands = ''] = stdout.split(/^Commands:$/m);
  const names = [...commands.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
  expect(names).toContain('mcp');
  for (const name of names) {
    const outcome = await world.cgw(['run', 'litellm', name, '--help'], { environment: shell });
    expect({ name, exitCode: outcome.exitCode }).toEqual({ name, exitCode: 0 });
    expect(outcome.stdout).toContain('Usage: claude');
  }
  expect(heardBy(ours)).toEqual([]);
});
