import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BunPlugin } from 'bun';

/**
 * Ink measures text with `string-width`, whose regular expression for emoji takes longer to compile (14 ms) than all
 * the rest of the first frame to lay out. Bun has the same function in itself.
 */
const nativeWidth: BunPlugin = {
  name: 'native string width',
  setup: build =>
    void build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, () => ({
      contents: 'export default Bun.stringWidth;',
      loader: 'js',
    })),
};

/**
 * Keeps in one piece what every start loads. What only some of the lazily loaded parts share, a bundler cuts out: that
 * made eighteen pieces, and each is felt. What all of them share stays whole; so each imports all of it, which is there
 * long before.
 */
const onePiece: BunPlugin = {
  name: 'one hot piece',
  setup: build => {
    const source = join(import.meta.dir, '..', 'src');
    const first = `import ${JSON.stringify(join(source, 'main.ts'))};\n`;
    const lazy = lazyModules(source);
    build.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path, loader }) =>
      lazy.has(path) ? { contents: first + readFileSync(path, 'utf8'), loader } : undefined,
    );
  },
};

/** What `import()` loads. Asked before the bundler begins, which reads files in an order of its own. */
function lazyModules(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of new Bun.Glob('**/*.{ts,tsx}').scanSync({ cwd: source, absolute: true }))
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g))
      found.add(join(dirname(file), path));
  return found;
}

/**
 * Conf loads a validator of JSON Schema also for a store without a schema, such as the config, which zod reads. Without it
 * a command that writes the config takes 0.82 of the time (2026-11-29).
 */
const noSchemas: BunPlugin = {
  name: 'no validator of schemas',
  setup: build =>
    void build.onLoad({ filter: /[\\/]ajv(-formats)?[\\/]dist[\\/](2020|index)\.js$/ }, () => ({
      contents: 'export class Ajv2020 {} export default {};',
      loader: 'js',
    })),
};

/** How cgw is bundled, for the executable and for the tests that look at its module graph. */
export const bundle = {
  entry: 'src/cli.ts',
  /** Ink’s optional development import: it must neither be bundled nor be reached. */
  external: ['react-devtools-core'],
  /** Without `NODE_ENV` React and Ink come with their development checks: twice the code, and slower at every key. */
  define: { 'process.env.DEV': '"false"', 'process.env.NODE_ENV': '"production"' },
  plugins: [nativeWidth, noSchemas],
  /** Of the executable alone: it ties every lazily loaded part to what every start loads. */
  layout: [onePiece],
} as const;
