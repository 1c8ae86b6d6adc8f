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
} as const;
