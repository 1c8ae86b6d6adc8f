import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf, type Took } from './outside.ts';
import { median } from './stats.ts';

/**
 * `npm run bench [path of cgw]`: `cgw env bedrock` beside a compiled program that prints one line and beside bare Node,
 * taken in turn in one run, because only ratios mean something on a noisy machine. Exit 1 when a bar is missed.
 */
const rounds = 60;
const root = join(import.meta.dir, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'cgw-bench-'));

/** A config with that many profiles. */
function homeWith(count: number): string {
  const folder = join(scratch, `config-${count}`);
  const profile = {
    backend: 'gateway',
    baseUrl: 'https://litellm.example.com:4000',
    token: 'env:KEY',
    product: 'litellm',
  };
  const profiles = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`profile-${index}`, profile]),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ version: 1, roles: {}, profiles }, undefined, 2),
  );
  return folder;
}

function compileOneLine(): string {
  const outfile = join(scratch, 'one-line');
  const flags = [
    '--compile',
    '--bytecode',
    '--minify',
    '--format=esm',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
  ];
  Bun.spawnSync([
    process.execPath,
    'build',
    ...flags,
    '--outfile',
    outfile,
    join(import.meta.dir, 'one-line.ts'),
  ]);
  return outfile;
}

type Contender = { readonly name: string; readonly command: readonly string[]; readonly config: string };

const cgw = [process.argv[2] ?? join(root, 'dist', 'cgw'), 'env'];
const [few, many] = [homeWith(10), homeWith(1000)];
const contenders = {
  oneLine: { name: 'a compiled one-line program', command: [compileOneLine()], config: few },
  env: { name: 'cgw env bedrock, 10 profiles', command: [...cgw, 'bedrock', '--shell', 'bash'], config: few },
  envMany: {
    name: 'cgw env bedrock, 1,000 profiles',
    command: [...cgw, 'bedrock', '--shell', 'bash'],
    config: many,
  },
  stored: {
    name: 'cgw env profile-5, 1,000 profiles',
    command: [...cgw, 'profile-5', '--shell', 'bash'],
    config: many,
  },
  node: { name: 'node -e 0', command: [Bun.which('node') ?? 'node', '-e', '0'], config: few },
} as const satisfies Record<string, Contender>;

// Out of the way of a pin that a folder of the user may hold.
process.chdir(scratch);
const measured = Object.values(contenders).map(({ name, command, config }: Contender) => {
  const environment = { PATH: process.env.PATH ?? '', HOME: scratch, CGW_CONFIG_DIR: config, KEY: 'k' };
  return { name, program: programOf(command, environment), took: [] as Took[] };
});
for (let round = -3; round < rounds; round++)
  for (const { program, took } of measured) {
    const each = program.took();
    if (round >= 0) took.push(each);
  }
process.chdir(root);
rmSync(scratch, { recursive: true });

const keys = Object.keys(contenders);
const of = (key: keyof typeof contenders, figure: keyof Took) =>
  median(measured[keys.indexOf(key)]?.took.map(each => each[figure]) ?? []);
for (const { name, took } of measured) {
  const shown = (figure: keyof Took) =>
    median(took.map(each => each[figure]))
      .toFixed(1)
      .padStart(6);
  console.log(`${name.padEnd(36)} ${shown('wall')} ms, ${shown('cpu')} ms of CPU  (median of ${rounds})`);
}

const bars = [
  { what: 'env / one-line program', ratio: of('env', 'wall') / of('oneLine', 'wall'), most: 1.35 },
  { what: 'env / bare Node', ratio: of('env', 'wall') / of('node', 'wall'), most: 0.4 },
  { what: '1,000 profiles / 10 profiles', ratio: of('envMany', 'wall') / of('env', 'wall'), most: 1.1 },
];
for (const { what, ratio, most } of bars)
  console.log(`${ratio <= most ? 'ok  ' : 'MISS'} ${what.padEnd(31)} ${ratio.toFixed(2)}  (bar ${most})`);
process.exitCode = bars.every(({ ratio, most }) => ratio <= most) ? 0 : 1;
