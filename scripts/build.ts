import { parseArgs } from 'node:util';
import { bundle } from './options.ts';

/**
 * Builds the self-contained executable `dist/cgw`. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
const { values } = parseArgs({ options: { target: { type: 'string' }, outfile: { type: 'string' } } });

await Bun.build({
  entrypoints: [bundle.entry],
  target: 'bun',
  format: 'esm',
  splitting: true,
  minify: true,
  bytecode: true,
  define: bundle.define,
  external: [...bundle.external],
  plugins: [...bundle.plugins],
  compile: {
    ...(values.target === undefined ? {} : { target: values.target as Bun.Build.CompileTarget }),
    outfile: values.outfile ?? 'dist/cgw',
    // Most commands are over before code that was compiled for speed has paid for itself; the screens undo it.
    jitPolicy: 10,
    autoloadDotenv: false,
    autoloadBunfig: false,
  },
});
