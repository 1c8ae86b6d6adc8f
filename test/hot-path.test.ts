import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundle } from '../scripts/options.ts';

const metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      entryPoint: z.optional(z.string()),
      inputs: z.record(z.string(), z.unknown()),
      imports: z.array(z.object({ path: z.string(), kind: z.string() })),
    }),
  ),
});

/** The chunks that are loaded before any dynamic import, each with its modules: what every `cgw env` pays for. */
async function hotChunks(): Promise<string[][]> {
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, '..', bundle.entry)],
    target: 'bun',
    format: 'esm',
    splitting: true,
    minify: true,
    external: [...bundle.external],
    define: bundle.define,
    plugins: [...bundle.plugins, ...bundle.layout],
    metafile: true,
  });
  const { outputs } = metafile.parse(built.metafile);
  const entry = Object.keys(outputs).find(path => outputs[path]?.entryPoint?.endsWith(bundle.entry));
  const seen = new Set<string>();
  const queue = [entry ?? ''];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const imports = outputs[path]?.imports ?? [];
    queue.push(...imports.filter(each => each.kind === 'import-statement').map(each => each.path));
  }
  return [...seen].map(path => Object.keys(outputs[path]?.inputs ?? {}));
}

const chunks = await hotChunks();
const modules = chunks.flat();

describe('the hot path', () => {
  test('loads no library at all', () => {
    expect(modules.filter(path => path.includes('node_modules'))).toEqual([]);
  });

  test('comes in few pieces', async () => {
    // `import()` of what shares some of these modules would cut them out into pieces of their own; `onePiece` of
    // scripts/options.ts keeps them together.
    expect(chunks.length).toBeLessThanOrEqual(3);
  });

  test('loads the env command and no other', async () => {
    const commands = modules.filter(path => path.includes('src/commands/'));
    expect(commands.sort()).toEqual(['src/commands/env.ts', 'src/commands/output.ts']);
  });

  test('loads no foreign functions, and no table that only few folders need', () => {
    const seldom =
      /base\/(libc|atomic-write|child)\.ts|secrets\/(from-command|keychain)\.ts|claude\/(pinned|refused)-variables\.ts/;
    expect(modules.filter(path => seldom.test(path))).toEqual([]);
  });

  test('never loads the store, the screens or the launcher', async () => {
    const cold =
      /src\/(ui|check|features)\/|profile\/(store|schema|lock)\.ts|claude\/(launch|become|child)\.ts|secrets\/secret-service\.ts/;
    expect(modules.filter(path => cold.test(path))).toEqual([]);
    expect(modules).toContain('src/env/plan.ts');
  });
});
