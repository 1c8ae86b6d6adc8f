import { expect, test } from 'bun:test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, done, shell } from '../support/cgw.ts';
import { setUp } from '../support/set-up.ts';
import { WritingHome } from './writing-home.ts';

setUp();

/** The commands that a note names, as a shell runs them. */
function commandsIn(stderr: string): string[] {
  return stderr.split('\n').flatMap(line => /still asks cgw for .*; to [^:]*: (.*)$/.exec(line)?.[1] ?? []);
}

async function helpersGone(home: WritingHome, cwd: string): Promise<unknown[]> {
  const { findings } = Object(
    JSON.parse((await cgw(['doctor', '--json'], { home, cwd, asProcess: true })).stdout),
  );
  return findings.filter(({ id }: { id: string }) => id === 'helper-profile-gone');
}

test('rename says which files still ask for the old name, wherever they are, and its commands fix them', async () => {
  const home = new WritingHome();
  const project = join(home.path, 'a project');
  mkdirSync(project);
  await done(['write', 'one', '--to', 'user'], { home, asProcess: true });
  await done(['write', 'one', '--to', 'local'], { home, cwd: project, asProcess: true });
  await done(['write', 'one', '--to', 'envrc'], { home, cwd: project, asProcess: true });
  await done(['write', 'one', '--to', 'dotenv'], { home, asProcess: true });
  await done(['write', 'two', '--to', 'project'], { home, cwd: project, asProcess: true });
  const { stderr } = await done(['rename', 'one', 'three'], { home, asProcess: true });
  expect(stderr).toContain(
    '~/.claude/settings.json still asks cgw for one; to fix it: cgw write three --to user\n',
  );
  const commands = commandsIn(stderr);
  expect(commands).toHaveLength(3);
  expect(await helpersGone(home, project)).toHaveLength(2);
  for (const command of commands) expect(await shell(command, { home })).toMatchObject({ exit: 0 });
  expect(await helpersGone(home, project)).toEqual([]);
  const again = await done(['rename', 'three', 'four'], { home, asProcess: true });
  expect(commandsIn(again.stderr)).toHaveLength(3);
});

test('remove says so too, and its commands take it out', async () => {
  const home = new WritingHome();
  const project = join(home.path, 'a project');
  mkdirSync(project);
  await done(['write', 'one', '--to', 'user'], { home });
  await done(['write', 'one', '--to', 'local'], { home, cwd: project });
  const { stderr } = await done(['remove', 'one'], { home, cwd: project });
  expect(stderr).toContain('still asks cgw for one; to take it out: cgw write --undo --to user\n');
  const commands = commandsIn(stderr);
  expect(commands).toHaveLength(2);
  for (const command of commands)
    expect(await shell(command, { home, cwd: project })).toMatchObject({ exit: 0 });
  expect(home.text).toBeUndefined();
  expect(await helpersGone(home, project)).toEqual([]);
});

test('a file that asks for nothing any more is not named', async () => {
  const home = new WritingHome();
  await done(['write', 'one', '--to', 'user'], { home });
  await done(['write', '--undo', '--to', 'user'], { home });
  await done(['write', 'two', '--to', 'user'], { home });
  home.write('.claude/settings.json', JSON.stringify({ apiKeyHelper: '/opt/other' }));
  for (const args of [
    ['rename', 'one', 'three'],
    ['remove', 'two'],
  ])
    expect((await done(args, { home })).stderr).not.toContain('still asks');
});
