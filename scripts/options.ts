/** What the bundler is told, for the executable and for the test that looks at its module graph. */
export const bundle = {
  entry: 'src/cli.ts',
  /** Ink’s optional development import: it must neither be bundled nor be reached. */
  external: ['react-devtools-core'],
  define: { 'process.env.DEV': '"false"' },
} as const;
