import { expect, test } from 'bun:test';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundle } from '../../../scripts/options.ts';

const metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });

test('plain mode loads no library: neither Ink nor React', async () => {
  const built = await Bun.build({
    entrypoints: ['run.ts', 'wanted.ts'].map(file => join(import.meta.dir, '../../../src/ui/plain', file)),
    target: 'bun',
    format: 'esm',
    external: [...bundle.external],
    define: bundle.define,
    plugins: [...bundle.plugins],
    metafile: true,
  });
  const modules = Object.keys(metafile.parse(built.metafile).inputs);
  expect(modules.filter(path => path.includes('node_modules'))).toEqual([]);
  expect(modules.filter(path => path.endsWith('.tsx'))).toEqual([]);
  expect(modules.some(path => path.endsWith('src/ui/plain/picker.ts'))).toBe(true);
});
