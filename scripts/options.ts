/** What the bundler is told, for the executable and for the test that looks at its module graph. */
export const bundle = {
  entry: 'src/cli.ts',
  /** Ink’s optional development import: it must neither be bundled nor be reached. */
  external: ['react-devtools-core'],
  /** Without `NODE_ENV` React and Ink come with their development checks: twice the code, and slower at every key. */
  define: { 'process.env.DEV': '"false"', 'process.env.NODE_ENV': '"production"' },
} as const;
