import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { bundle } from '../../scripts/options.ts';

test('the executable holds the production build of React and Ink, without a text of their development', async () => {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, '..', '..', 'src', 'ui', 'open.tsx')],
    target: 'bun',
    format: 'esm',
    minify: true,
    external: [...bundle.external],
    define: bundle.define,
    plugins: [...bundle.plugins],
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
