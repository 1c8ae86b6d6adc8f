import { join } from 'node:path';
import { cleanEnvironment, program } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import type { Contender } from './outside.ts';

/** What every profile says, of cgw and of its peers. */
export const gateway = 'https://litellm.example.com:4000';

export function profileNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `profile-${index}`);
}

export function profilesOf(count: number) {
  const profile = { backend: 'gateway', baseUrl: gateway, token: 'env:KEY', product: 'litellm' };
  return Object.fromEntries(profileNames(count).map(name => [name, profile]));
}

/** A home with that many profiles, of which one is the default. */
export function homeWith(count: number): Home {
  const home = new Home();
  home.writeConfig({ version: 1, default: 'profile-5', roles: {}, profiles: profilesOf(count) });
  return home;
}

const [few, many] = [
  { home: homeWith(10), of: '10 profiles' },
  { home: homeWith(1000), of: '1,000 profiles' },
];

function cgw(args: string, { home, of }: typeof few, shows: string): Contender {
  return {
    name: `cgw ${args}, ${of}`,
    command: [program, ...args.split(' ')],
    home,
    env: { KEY: 'k' },
    shows,
  };
}

export const node = Bun.which('node') ?? 'node';

/** What any compiled program pays, and what any program in Node does. */
export const floors = {
  oneLine: {
    name: 'a compiled one-line program',
    command: [compiled('one-line.ts')],
    home: few.home,
    shows: 'hello',
  },
  node: { name: 'node -e 0', command: [node, '-e', '0'], home: few.home },
} as const satisfies Record<string, Contender>;

export const commands = {
  env: cgw('env bedrock --shell bash', few, 'CLAUDE_CODE_USE_BEDROCK'),
  envOfMany: cgw('env bedrock --shell bash', many, 'CLAUDE_CODE_USE_BEDROCK'),
  gateway: cgw('env profile-5 --shell bash', few, gateway),
  gatewayOfMany: cgw('env profile-5 --shell bash', many, gateway),
  hook: cgw('hook bash', few, gateway),
  hookOfMany: cgw('hook bash', many, gateway),
  list: cgw('list', few, 'profile-9'),
  listOfMany: cgw('list', many, 'profile-999'),
  features: cgw('features profile-5', few, 'Web search'),
  featuresOfMany: cgw('features profile-5', many, 'Web search'),
} as const satisfies Record<string, Contender>;

/** direnv in a folder that asks for the same environment; its name where it is not installed. */
export function direnv(): Contender | string {
  const path = Bun.which('direnv');
  if (path === null) return 'direnv';
  const home = new Home();
  const printed = (words: readonly string[], of: Home) =>
    Bun.spawnSync([...words], { cwd: of.path, env: cleanEnvironment(of, { KEY: 'k' }) }).stdout.toString();
  home.write('.envrc', printed(commands.gateway.command, few.home));
  printed([path, 'allow'], home);
  const name = `direnv export bash (direnv ${printed([path, 'version'], home).trim()})`;
  return { name, command: [path, 'export', 'bash'], home, shows: gateway };
}

/** Built as `dist/cgw` is. */
function compiled(source: string): string {
  const outfile = join(few.home.path, 'one-line');
  const flags =
    '--compile --bytecode --minify --format=esm --no-compile-autoload-dotenv --no-compile-autoload-bunfig';
  const words = ['build', ...flags.split(' '), '--outfile', outfile, join(import.meta.dir, source)];
  Bun.spawnSync([process.execPath, ...words]);
  return outfile;
}
