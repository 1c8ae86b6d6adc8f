import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './stats.ts';

/**
 * `npm run bench`: `dist/cgw env bedrock` beside a compiled program that prints one line and beside bare Node,
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

function timeMs({ command, config }: Contender): number {
  const env = { PATH: process.env.PATH ?? '', HOME: scratch, CGW_CONFIG_DIR: config, KEY: 'k' };
  const start = performance.now();
  const { success } = Bun.spawnSync([...command], { env, cwd: scratch, stdio: ['ignore', 'pipe', 'ignore'] });
  if (!success) throw new Error(`${command.join(' ')} failed`);
  return performance.now() - start;
}

const cgw = [join(root, 'dist', 'cgw'), 'env'];
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
  node: { name: 'node -e 0', command: ['node', '-e', '0'], config: few },
} as const satisfies Record<string, Contender>;

const times = Object.fromEntries(Object.keys(contenders).map(key => [key, [] as number[]]));
for (let round = -3; round < rounds; round++)
  for (const [key, contender] of Object.entries(contenders)) {
    const time = timeMs(contender);
    if (round >= 0) times[key]?.push(time);
  }
rmSync(scratch, { recursive: true });

const medians = Object.fromEntries(Object.entries(times).map(([key, list]) => [key, median(list)]));
const of = (key: keyof typeof contenders) => medians[key] ?? Number.NaN;
for (const [key, { name }] of Object.entries(contenders))
  console.log(`${name.padEnd(36)} ${(medians[key] ?? 0).toFixed(1).padStart(6)} ms  (median of ${rounds})`);

const bars = [
  { what: 'env / one-line program', ratio: of('env') / of('oneLine'), most: 1.5 },
  { what: 'env / bare Node', ratio: of('env') / of('node'), most: 0.5 },
  { what: '1,000 profiles / 10 profiles', ratio: of('envMany') / of('env'), most: 1.2 },
];
for (const { what, ratio, most } of bars)
  console.log(`${ratio <= most ? 'ok  ' : 'MISS'} ${what.padEnd(31)} ${ratio.toFixed(2)}  (bar ${most})`);
process.exitCode = bars.every(({ ratio, most }) => ratio <= most) ? 0 : 1;
