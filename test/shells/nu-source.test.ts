import { expect, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleOf } from '../support/tier.ts';
import { comparable, readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  freshFolder,
  type RealShell,
  runProgram,
  runScript,
} from './harness.ts';
import { presetConfig, presetProfiles, presetSecrets } from './preset-profiles.ts';

const presets = Object.keys(presetProfiles);

/** The environment after files of code were sourced one after the other in one new shell. */
async function sourced(
  shell: RealShell,
  files: readonly string[],
  environment: Record<string, string>,
): Promise<Record<string, string>> {
  const folder = freshFolder();
  const dump = join(folder, 'dump');
  const script = [...files.map(shell.source), shell.dump(dump), ''].join('\n');
  expect(await runScript(shell, script, { environment, cwd: folder })).toEqual({
    exit: 0,
    stdout: '',
    stderr: '',
  });
  return comparable(readDump(dump));
}

// Code can be sourced only if its file is there when nu parses the script. So each step is a process of its
// own, which sources two files: cgw has printed the second one in the environment that the first one makes.
eachShell(
  shell => {
    const home = freshFolder();
    const clean = cleanEnvironment(home, presetSecrets);
    writeFileSync(join(home, 'config', 'config.json'), presetConfig);

    /** The file of code that cgw prints in an environment. */
    async function code(name: string, environment: Record<string, string>): Promise<string> {
      const command = ['cgw', 'env', name, '--shell', 'nu'];
      const { stdout, exit } = await runProgram(command, { environment, cwd: home });
      expect(exit).toBe(0);
      const file = join(freshFolder(), 'code.nu');
      writeFileSync(file, stdout);
      return file;
    }

    test(`${shell.name}: code that was saved and sourced switches as in a clean shell`, async () => {
      for (const [index, second] of sampleOf([...presets.entries()])) {
        const first = presets[index - 1] ?? 'zai';
        const firstCode = await code(first, { ...clean });
        const between = await sourced(shell, [firstCode], { ...clean });
        expect(between.CGW_PROFILE).toBe(first);
        const after = await sourced(shell, [firstCode, await code(second, between)], { ...clean });
        expect(after).toEqual(await sourced(shell, [await code(second, { ...clean })], { ...clean }));
        expect(await sourced(shell, [await code(second, between)], between)).toEqual(after);
      }
    }, 600_000);
  },
  ['nu'],
);
