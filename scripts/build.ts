import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './options.ts';

/**
 * Builds the self-contained executable `dist/cgw`. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
const { values } = parseArgs({ options: { target: { type: 'string' }, outfile: { type: 'string' } } });

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
 * Bun as it is on this machine, but for the names of these variables, which nobody can export as they are now. On macOS
 * that would break its signature, and for another system Bun fetches its own.
 * @throws Error when this Bun does not hold them, so that a new one cannot bring them back unseen
 */
function runtime(folder: string): string | undefined {
  if (process.platform === 'darwin' || values.target !== undefined) return undefined;
  const bytes = readFileSync(process.execPath);
  for (const name of obeyed) {
    const at = bytes.indexOf(`\0${name}\0`);
    if (at < 0) throw new Error(`${process.execPath} does not hold ${name}`);
    bytes.write(name.replaceAll('_', '='), at + 1);
  }
  const path = join(folder, 'bun');
  writeFileSync(path, bytes, { mode: 0o755 });
  return path;
}

const folder = mkdtempSync(join(tmpdir(), 'cgw-build-'));
const executablePath = runtime(folder);
await Bun.build({
  entrypoints: [bundle.entry],
  target: 'bun',
  format: 'esm',
  splitting: true,
  minify: true,
  bytecode: true,
  define: bundle.define,
  external: [...bundle.external],
  plugins: [...bundle.plugins],
  compile: {
    ...(values.target === undefined ? {} : { target: values.target as Bun.Build.CompileTarget }),
    ...(executablePath === undefined ? {} : { executablePath }),
    outfile: values.outfile ?? 'dist/cgw',
    // Most commands are over before code that was compiled for speed has paid for itself; the screens undo it.
    jitPolicy: 10,
    autoloadDotenv: false,
    autoloadBunfig: false,
  },
});
rmSync(folder, { recursive: true });
