import { afterAll, expect, test } from 'bun:test';
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cleanEnvironment,
  foundShells,
  freshFolder,
  removeFolders,
  runProgram,
  runScript,
} from './harness.ts';

afterAll(removeFolders);

const value = "it's [1m]  x$(touch MARK)";

/** How a script of each of these shells switches, and says what it got. */
const scripts = {
  '/bin/bash': 'eval $(cgw env p)',
  '/bin/sh': 'eval "$(cgw env p)"',
} as const;

// The name of a running script hides its shell; the code must be for that one, not for the shell above it.
for (const shell of foundShells)
  for (const [interpreter, line] of Object.entries(scripts))
    test(`a ${interpreter} script started from ${shell.name} gets its own code`, async () => {
      const home = freshFolder();
      const environment = cleanEnvironment(home);
      const profile = {
        backend: 'gateway',
        baseUrl: 'https://g',
        token: 'placeholder:x',
        models: { default: value },
      };
      writeFileSync(
        join(home, 'config', 'config.json'),
        JSON.stringify({ version: 1, profiles: { p: profile } }),
      );
      const script = join(home, 'switch');
      writeFileSync(script, `#!${interpreter}\n${line}\nprintf %s "$ANTHROPIC_MODEL"\n`);
      chmodSync(script, 0o700);
      const call = { nu: `^${script}`, elvish: `(external ${script})` };
      const started = shell.name === 'nu' || shell.name === 'elvish' ? call[shell.name] : script;
      const { stdout, stderr } = await runScript(shell, `${started}\n`, { environment, cwd: home });
      expect({ stdout, stderr }).toEqual({ stdout: value, stderr: '' });
    });

// A copy of a shell under the name of one that cgw has no code for.
test.each(['csh', 'tcsh', 'xonsh', 'ion', 'murex'])('%s gets no code of another shell', async name => {
  const home = freshFolder();
  const environment = { ...cleanEnvironment(home), SHELL: '/bin/bash' };
  const profile = { backend: 'gateway', baseUrl: 'https://g', token: 'placeholder:canary' };
  writeFileSync(
    join(home, 'config', 'config.json'),
    JSON.stringify({ version: 1, profiles: { p: profile } }),
  );
  const program = join(home, name);
  copyFileSync('/bin/sh', program);
  const script = (command: string) =>
    runProgram([program, '-c', `${command}; echo "[$?]"`], { environment, cwd: home });
  for (const [command, code] of [
    ['cgw env p', 'false;\n'],
    ['cgw hook', 'false;\n'],
    ['cgw use p', ''],
  ] as const) {
    const { stdout, stderr } = await script(command);
    expect(stdout).toBe(`${code}[2]\n`);
    expect(stderr).toContain(
      `cgw: ${name} is not supported\n     cgw run NAME and cgw exec NAME -- PROGRAM work`,
    );
  }
  expect((await script('cgw env p --shell sh')).stdout).toContain('canary');
});
