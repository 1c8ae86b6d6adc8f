import { parseArgs } from 'node:util';
import { bundle } from './options.ts';

/**
 * Builds the self-contained executable `dist/cgw`. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
const { values } = parseArgs({ options: { target: { type: 'string' }, outfile: { type: 'string' } } });

const words = [
  'build',
  '--compile',
  '--bytecode',
  '--minify',
  '--format=esm',
  '--splitting',
  ...Object.entries(bundle.define).flatMap(([name, value]) => ['--define', `${name}=${value}`]),
  ...bundle.external.flatMap(name => ['--external', name]),
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  ...(values.target === undefined ? [] : ['--target', values.target]),
  '--outfile',
  values.outfile ?? 'dist/cgw',
  bundle.entry,
];

const { exitCode } = Bun.spawnSync([process.execPath, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
process.exitCode = exitCode;
