import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { quickSource } from '../packaging/quick-copy.ts';
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

/** The chunks that one begins with, each with its modules. */
async function chunksOf(first: string): Promise<string[][]> {
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
  const entry = Object.keys(outputs).find(path => outputs[path]?.entryPoint?.endsWith(first));
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

const cold =
  /node_modules|src\/(ui|check|features)\/|profile\/(store|schema|lock)\.ts|claude\/(launch|become|child|pinned-variables|refused-variables)\.ts|secrets\/(from-command|keychain|secret-service)\.ts|base\/(libc|atomic-write|child)\.ts/;

test('the executable begins with a few lines that choose', async () => {
  expect(await chunksOf('src/cli.ts')).toEqual([['src/cli.ts']]);
});

describe('what every command loads, and `cgw hook` and `cgw status --short` in every new shell', async () => {
  const chunks = await chunksOf('src/start.ts');
  const modules = chunks.flat();

  test('comes in few pieces', () => {
    // `import()` of what shares some of these modules would cut them out into pieces of their own; `onePiece` of
    // scripts/options.ts keeps them together.
    expect(chunks.length).toBeLessThanOrEqual(3);
  });

  test('is no library, no screen, no launcher, and no command but env', () => {
    expect(modules).toContain('src/env/plan.ts');
    expect(modules.filter(path => cold.test(path))).toEqual([]);
    const commands = modules.filter(path => path.includes('src/commands/'));
    expect(commands.sort()).toEqual(['src/commands/env.ts', 'src/commands/output.ts']);
  });
});

test('the quick copy of `cgw env` holds what it takes, and nothing that is seldom wanted', async () => {
  const source = await quickSource();
  const modules = [...source.matchAll(/^\/\/ (src\/\S+|.*node_modules.*)$/gm)].map(([, path = '']) => path);
  expect(modules).toContain('src/env/plan.ts');
  expect(modules.filter(path => cold.test(path))).toEqual([]);
  const commands = modules.filter(path => path.includes('src/commands/'));
  expect([...new Set(commands)].sort()).toEqual(['src/commands/env.ts', 'src/commands/output.ts']);
  expect(source.match(/\bimport\(/g)).toBeNull();
});
