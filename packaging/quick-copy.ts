import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BunPlugin } from 'bun';
import { bundle } from '../scripts/options.ts';
import { root } from './targets.ts';

/** What is wanted where something is wrong, or seldom. In the copy it is `notInCopy`, as is all that `import()` loads. */
const leftOut = /[\\/]src[\\/](base[\\/]near-names|backends[\\/]api-key-helper)\.ts$/;

const missing = `import { notInCopy } from ${JSON.stringify(join(root, 'src', 'quick-copy.ts'))};\n`;

/**
 * Puts the copy of `cgw env` (`src/quick.ts`) into the executable: bundled by itself, so that it shares nothing with the
 * rest, exports one function, and loses what it does not use. What the bundler shares between parts it keeps whole.
 */
export async function quickCopy(): Promise<BunPlugin> {
  const contents = await quickSource();
  return {
    name: 'quick copy',
    setup: build =>
      void build.onLoad({ filter: /[\\/]src[\\/]quick\.ts$/ }, () => ({ contents, loader: 'js' })),
  };
}

/** The copy, as one module. */
export async function quickSource(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(root, 'src', 'quick.ts')],
    target: 'bun',
    format: 'esm',
    minify: { syntax: true },
    define: { ...bundle.define, madeAsQuickCopy: 'true' },
    plugins: [withoutSeldom],
  });
  const [output] = outputs;
  if (output === undefined) throw new Error('the quick copy of cgw env was not built');
  return output.text();
}

const withoutSeldom: BunPlugin = {
  name: 'without what is seldom wanted',
  setup: build => {
    build.onResolve({ filter: /^\./ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'seldom' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'seldom' }, () => ({
      contents: `${missing}notInCopy();`,
      loader: 'js',
    }));
    build.onLoad({ filter: leftOut }, ({ path }) => {
      // Functions alone: a value would be missing without a word, and so does not build.
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:async )?function (\w+)/gm);
      const stubs = [...names].map(([, name]) => `export const ${name} = () => notInCopy();`);
      return { contents: missing + stubs.join('\n'), loader: 'js' };
    });
  },
};
