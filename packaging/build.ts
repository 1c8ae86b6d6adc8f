import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/options.ts';
import { runtime, thisMachine } from './runtime.ts';
import { signMacho } from './sign-macho.ts';
import { isTarget, root, type TargetName, targetNames, targets } from './targets.ts';

/**
 * Builds the self-contained executable of a target. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
export async function build(name: TargetName, outfile: string): Promise<Bun.BuildMetafile | undefined> {
  order ??= recordOrder();
  return compile(name, outfile, await order);
}

/** One for all targets: it names functions by what they are. */
let order: Promise<string | undefined> | undefined;

/**
 * What `cgw env` uses of the program, for Bun to lay together: a start then reads fewer pages of the executable
 * (measured: 1.5 of the 4 ms that it took beyond an empty program). The same sources give the same record.
 */
async function recordOrder(): Promise<string | undefined> {
  const name = thisMachine();
  if (name === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'cgw-order-'));
  try {
    const program = join(folder, targets[name].executable);
    await compile(name, program, undefined);
    const record = join(folder, 'order');
    execFileSync(program, ['env', 'bedrock', '--shell', 'bash'], {
      cwd: folder,
      env: { HOME: folder, CGW_CONFIG_DIR: folder, BUN_BYTECODE_ORDER_OUT: record },
    });
    return readFileSync(record, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compile(
  name: TargetName,
  outfile: string,
  bytecodeOrder: string | undefined,
): Promise<Bun.BuildMetafile | undefined> {
  mkdirSync(dirname(outfile), { recursive: true });
  // Made under one name, which is in the executable, and beside its place.
  const folder = mkdtempSync(join(dirname(outfile), '.build-'));
  try {
    const executablePath = join(folder, 'bun');
    writeFileSync(executablePath, await runtime(name), { mode: 0o755 });
    const made = join(folder, targets[name].executable);
    const orderFile = join(folder, 'order');
    if (bytecodeOrder !== undefined) writeFileSync(orderFile, bytecodeOrder);
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
      plugins: [...bundle.plugins],
      metafile: true,
      compile: {
        target: `bun-${targets[name].bun}`,
        executablePath,
        outfile: made,
        bytecodeOrder: bytecodeOrder !== undefined && orderFile,
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
