import { expect } from 'bun:test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cgw } from '../live/programs.ts';
import { bashCall } from '../live/recorder/bash-call.ts';
import { live } from '../live/world.ts';
import { required } from '../support/required.ts';
import { isDeep } from '../support/tier.ts';
import { goodKey, victims } from './scene.ts';

/*
 * What a launch starts (hooks, servers, shell commands, git, the helper) gets no secret as an argument, and none in its
 * environment: there the credential is Claude Code’s own, and with a helper nobody’s.
 */

const isLinux = required('/proc', process.platform === 'linux');

type Seen = { readonly arguments: string; readonly environment: string };

/** The processes below one, each as it is now. */
function below(pid: number): Seen[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap(task => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '))
      .filter(child => child !== '')
      .flatMap(child => [seen(Number(child)), ...below(Number(child))]);
  } catch {
    // It has ended.
    return [];
  }
}

function seen(pid: number): Seen {
  const text = (file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'latin1').replaceAll('\0', '\n');
    } catch {
      return '';
    }
  };
  return { arguments: text('cmdline'), environment: text('environ') };
}

const modes = Object.entries(victims).filter(([mode]) => isLinux && (isDeep || mode !== 'strict'));

for (const [mode, { options, credential, preset }] of modes)
  live(`no secret in the arguments or the environment of what a launch starts: ${mode}`, async world => {
    const kinds = { hook: ': a hook', server: ': a server', command: ': a command' } as const;
    const found = dirname(world.write('home/found/none', ''));
    /** A program that lasts until it has been looked at. */
    const program = (kind: keyof typeof kinds) =>
      `${kinds[kind]}; until [ -e '${join(found, kind)}' ]; do sleep 0.02; done`;
    const hook = [{ hooks: [{ type: 'command', command: program('hook') }] }];
    world.settings('project', {
      hooks: { SessionStart: hook, UserPromptSubmit: hook, PreToolUse: hook, Stop: hook, SessionEnd: hook },
    });
    const server = { command: '/bin/sh', args: ['-c', program('server')] };
    world.write('project/.mcp.json', JSON.stringify({ mcpServers: { server } }));
    const call = bashCall('anthropic', program('command'), 2);
    const recorder = world.recorder('anthropic', { intercept: async request => call(request) });
    const key = world.write('home/key', `${goodKey}\n`);
    await world.add(
      ...(['good', '--from', preset, '--set', `baseUrl=${recorder.url}`] as const),
      ...['--secret', `token=${credential === 'env' ? 'env:GOOD_KEY' : `file:${key}`}`],
    );
    const command = ['run', ...options, '--trust-project', 'good', '--allowedTools=Bash', '-p', 'hi'];
    const environment = credential === 'env' ? { GOOD_KEY: goodKey } : {};
    const running = world.start([cgw, ...command], { environment });
    const all = new Map<string, Seen>();
    const claude = new Set<string>();
    const look = () => {
      // What has become another program is looked at again.
      for (const each of below(running.pid)) all.set(each.arguments + each.environment, each);
      claude.add(seen(running.pid).arguments);
      for (const [kind, sign] of Object.entries(kinds))
        if ([...all.keys()].some(text => text.includes(sign))) writeFileSync(join(found, kind), '');
    };
    const watch = setInterval(look, 10);
    const outcome = await running.ended.finally(() => clearInterval(watch));
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'pong\n' });
    // A child is its parent still, until it becomes what it is to be.
    const processes = [...all.values()].filter(each => !claude.has(each.arguments));
    for (const kind of Object.values(kinds))
      expect(processes.map(each => each.arguments).join('\n')).toContain(kind);
    const holds = (text: string) => text.includes(goodKey);
    expect([...claude].filter(holds)).toEqual([]);
    expect(processes.filter(each => holds(each.arguments))).toEqual([]);
    expect(processes.filter(each => holds(each.environment)).map(each => each.arguments)).toEqual([]);
  });
