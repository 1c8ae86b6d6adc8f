import { join } from 'node:path';

/** Runs a program that is expected to succeed; what it says is the test’s error. */
export function mustRun(words: readonly string[], env?: Readonly<Record<string, string>>): void {
  const { exitCode, stderr } = Bun.spawnSync([...words], {
    ...(env === undefined ? {} : { env: { ...env } }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (exitCode !== 0) throw new Error(`${words.join(' ')} → ${exitCode}: ${stderr.toString()}`);
}

/** Builds the executable of another target (`win32-x64`). */
export function buildFor(target: string, outfile: string): void {
  const build = join(import.meta.dir, '..', '..', 'packaging', 'build.ts');
  mustRun([process.execPath, build, '--target', target, '--outfile', outfile]);
}
