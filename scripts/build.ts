import { parseArgs } from 'node:util';

/**
 * Builds the self-contained executable `dist/cgw`. The `autoload` switches matter: without them a `.env` or
 * `bunfig.toml` in whatever folder cgw is called from would reach into it.
 */
const { values } = parseArgs({ options: { target: { type: 'string' }, outfile: { type: 'string' } } });

const arguments_ = [
  'build',
  '--compile',
  '--bytecode',
  '--minify',
  '--format=esm',
  '--splitting',
  '--define',
  'process.env.DEV="false"',
  '--external',
  'react-devtools-core',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  ...(values.target === undefined ? [] : ['--target', values.target]),
  '--outfile',
  values.outfile ?? 'dist/cgw',
  'src/cli.ts',
];

const { exitCode } = Bun.spawnSync([process.execPath, ...arguments_], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.exitCode = exitCode;
