import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/options.ts';
import { quickCopy } from './quick-copy.ts';
import { runtime, thisMachine } from './runtime.ts';
import { signMacho } from './sign-macho.ts';
import { isTarget, root, type TargetName, targetNames, targets } from './targets.ts';

/**
 * Builds the self-contained executable of a target. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
export async function build(name: TargetName, outfile: string): Promise<Bun.BuildMetafile | undefined> {
  mkdirSync(dirname(outfile), { recursive: true });
  // Made under one name, which is in the executable, and beside its place.
  const folder = mkdtempSync(join(dirname(outfile), '.build-'));
  try {
    const executablePath = join(folder, 'bun');
    writeFileSync(executablePath, await runtime(name), { mode: 0o755 });
    const made = join(folder, targets[name].executable);
    const { metafile } = await Bun.build({
      entrypoints: [join(root, bundle.entry)],
      root,
      target: 'bun',
      format: 'esm',
      splitting: true,
      minify: true,
      bytecode: true,
      define: bundle.define,
      external: [...bundle.external],
      plugins: [...bundle.plugins, await quickCopy(), ...bundle.layout],
      metafile: true,
      compile: {
        target: `bun-${targets[name].bun}`,
        executablePath,
        outfile: made,
        // Most commands are over before code that was compiled for speed has paid for itself; the screens undo it.
        jitPolicy: 10,
        autoloadDotenv: false,
        autoloadBunfig: false,
      },
    });
    if (name === 'darwin-x64') writeFileSync(made, signMacho(readFileSync(made), 'cgw'));
    renameSync(made, outfile);
    return metafile;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { target: { type: 'string' }, outfile: { type: 'string' } } });
  const name = values.target ?? thisMachine() ?? '';
  if (!isTarget(name)) throw new Error(`--target is one of ${targetNames.join(', ')}`);
  await build(name, values.outfile ?? join(root, 'dist', targets[name].executable));
}
