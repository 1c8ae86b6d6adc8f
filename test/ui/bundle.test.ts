import { expect, test } from 'bun:test';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundle } from '../../scripts/options.ts';

test('the executable holds the production build of React and Ink, without a text of their development', async () => {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, '..', '..', 'src', 'ui', 'open.tsx')],
    target: 'bun',
    format: 'esm',
    minify: true,
    external: [...bundle.external],
    define: bundle.define,
    plugins: [...bundle.plugins, ...bundle.layout],
  });
  const text = (await Promise.all(outputs.map(output => output.text()))).join('\n');
  expect(text.includes('useSyncExternalStore')).toBe(true);
  const development = [
    'Invalid hook call',
    'Each child in a list should have a unique "key" prop',
    'react_stack_bottom_frame',
    'jsxDEV',
    'jsx-dev-runtime',
  ];
  expect(development.filter(each => text.includes(each))).toEqual([]);
});

const metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });

test('plain mode loads no library: neither Ink nor React', async () => {
  const built = await Bun.build({
    entrypoints: ['run.ts', 'wanted.ts'].map(file => join(import.meta.dir, '../../src/ui/plain', file)),
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
