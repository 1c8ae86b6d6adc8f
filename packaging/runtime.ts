import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import lock from '../package-lock.json';
import { root, type TargetName, targetNames, targets } from './targets.ts';

/**
 * With these in the environment an executable is Bun itself, loads what they name, or waits for a debugger (which
 * editors export in their terminals): code beside its secrets.
 */
const obeyed = [
  'BUN_BE_BUN',
  'BUN_OPTIONS',
  'BUN_INSPECT',
  'BUN_INSPECT_CONNECT_TO',
  'BUN_INSPECT_PRELOAD',
] as const;

/**
 * The Bun that becomes the executable of a target: as it was published, but for the names of these variables, which
 * nobody can export as they are then. (Bun’s compiler signs a program for macOS anew.)
 * @throws Error when this Bun does not hold them, so that a new one cannot bring them back unseen
 */
export async function runtime(name: TargetName): Promise<Buffer> {
  const bytes = name === thisMachine() ? readFileSync(process.execPath) : await published(name);
  for (const variable of obeyed) {
    const at = bytes.indexOf(`\0${variable}\0`);
    if (at < 0) throw new Error(`Bun for ${name} does not hold ${variable}`);
    bytes.write(variable.replaceAll('_', '='), at + 1);
  }
  return bytes;
}

/** The target of the machine that builds: `npm ci` has verified its Bun, which runs this. */
export function thisMachine(): TargetName | undefined {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const libc = header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  return targetNames.find(name => {
    const { os, cpu } = targets[name];
    return os === process.platform && cpu === process.arch && (os !== 'linux' || targets[name].libc === libc);
  });
}

/**
 * Bun’s executable for another system, from its package on npm: exactly the one that `package-lock.json` names. Bun’s
 * compiler would fetch it too, without verifying what comes. It is fetched once, and kept under `node_modules`.
 */
async function published(name: TargetName): Promise<Buffer> {
  const id = `@oven/bun-${targets[name].bun}` as const;
  const { version, integrity } = lock.packages[`node_modules/${id}`];
  const cache = join(root, 'node_modules/.cache/cgw-build');
  const kept = join(cache, `bun-${targets[name].bun}-${version}.tgz`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, 'fetch-'));
    const fetching = [
      'pack',
      `${id}@${version}`,
      '--silent',
      '--ignore-scripts',
      '--pack-destination',
      folder,
    ];
    execFileSync('npm', fetching, {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    const [fetched = ''] = readdirSync(folder);
    renameSync(join(folder, fetched), kept);
    rmSync(folder, { recursive: true });
  }
  const tarball = verified(kept, integrity);
  const [program] = (await new Bun.Archive(tarball).files('package/bin/*')).values();
  if (program === undefined) throw new Error(`${id}@${version} holds no program`);
  return Buffer.from(await program.arrayBuffer());
}

/**
 * A file that was fetched, whose SHA-512 is the one of the lockfile; another one is removed.
 * @throws Error which hash it has instead
 */
export function verified(file: string, integrity: string): Buffer {
  const bytes = readFileSync(file);
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found === integrity) return bytes;
  rmSync(file);
  throw new Error(`${file} is not what package-lock.json names (${found}); it was removed`);
}
