import { copyFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Shell } from '../../pty/support/shell.ts';
import { eachShell, type RealShell } from '../harness.ts';
import { environmentIn, type HookWorld } from './world.ts';

/** The shells that have a hook and can be run here, with what a test has to say in each of them. */
export const dialects = {
  bash: {
    rc: 'eval "$(cgw hook bash)"',
    status: 'echo $?',
    assign: (name, value) => `export ${name}=${value}`,
    dump: file => `env -0 > ${file}`,
  },
  zsh: {
    rc: 'eval "$(cgw hook zsh)"',
    status: 'echo $?',
    assign: (name, value) => `export ${name}=${value}`,
    dump: file => `env -0 > ${file}`,
  },
  fish: {
    rc: 'cgw hook fish | source',
    status: 'echo $status',
    assign: (name, value) => `set -gx ${name} ${value}`,
    dump: file => `env -0 > ${file}`,
  },
  nu: {
    rc: 'source hook.nu',
    status: 'print $env.LAST_EXIT_CODE',
    assign: (name, value) => `$env.${name} = "${value}"`,
    dump: file => `^env -0 o> ${file}`,
  },
  elvish: {
    rc: 'eval (cgw hook elvish | slurp)',
    // A command that fails is an exception, which says so by itself.
    status: 'nop',
    assign: (name, value) => `set-env ${name} ${value}`,
    dump: file => `e:env -0 > ${file}`,
  },
} as const satisfies { readonly [name: string]: Dialect };

type Dialect = {
  readonly rc: string;
  /** Says the status of the command before. */
  readonly status: string;
  readonly assign: (name: string, value: string) => string;
  readonly dump: (file: string) => string;
};

type DialectName = keyof typeof dialects;

const dialectNames = Object.keys(dialects) as DialectName[];

/** A real shell, and what a test has to say in it. */
export type HookShell<Name extends DialectName = DialectName> = RealShell & { readonly name: Name };

/** `eachShell` for those that have a hook. */
export function eachHookShell<Name extends DialectName = DialectName>(
  body: (shell: HookShell<Name>) => void,
  names: readonly Name[] = dialectNames as Name[],
): void {
  const isMeant = (shell: RealShell): shell is HookShell<Name> =>
    (names as readonly string[]).includes(shell.name);
  eachShell(shell => {
    if (isMeant(shell)) body(shell);
  }, names);
}

export type Interactive = {
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  /** The whole of the start-up code; by default the line that the help names. */
  readonly rc?: string;
};

/** A real interactive shell with the hook in its start-up file. */
export async function openShell(
  { name, program }: HookShell,
  world: HookWorld,
  { env = {}, cwd, rc }: Interactive = {},
): Promise<HookedShell> {
  const PATH = [dirname(world.cgw), env.PATH ?? process.env.PATH ?? '/usr/bin:/bin'].join(delimiter);
  const options = {
    home: world.home,
    env: { ...env, PATH, ...environments[name] },
    ...(cwd === undefined ? {} : { cwd }),
  };
  const start = startUp[name](world, rc ?? dialects[name].rc);
  const shell = new HookedShell([program, ...start], options);
  shell.use(dialects[name], world);
  await shell.prompted();
  return shell;
}

/** Writes the start-up code; the arguments that make the shell read it and nothing else. */
const startUp: { readonly [Name in DialectName]: (world: HookWorld, code: string) => readonly string[] } = {
  bash: ({ home }, code) => [
    '--noprofile',
    '--rcfile',
    home.write('.bashrc', `PS1='ready> '\n${code}\n`),
    '-i',
  ],
  zsh: ({ home }, code) => {
    home.write('.zshrc', `PS1='ready> '\n${code}\n`);
    return ['-d', '-i'];
  },
  fish: ({ home }, code) => {
    // Otherwise the first fish of a user spends a minute on reading all manual pages.
    home.makeFolder('.local/share/fish/generated_completions');
    const plain =
      "function fish_prompt; printf 'ready> '; end\nset -g fish_greeting\nset -g fish_autosuggestion_enabled 0";
    home.write('.config/fish/config.fish', `${plain}\n${code}\n`);
    return ['-i'];
  },
  nu: (world, code) => {
    copyFileSync(world.keepHook('nu'), join(world.home.makeFolder('.config/nushell'), 'hook.nu'));
    const plain = [
      '$env.config = {show_banner: false, show_hints: false, use_ansi_coloring: false, shell_integration: {}}',
      '$env.PROMPT_COMMAND = ""',
      '$env.PROMPT_COMMAND_RIGHT = ""',
      '$env.PROMPT_INDICATOR = "ready> "',
    ].join('\n');
    const file = world.home.write('.config/nushell/config.nu', `${plain}\n${code}\n`);
    return ['--config', file];
  },
  elvish: ({ home }, code) => {
    const plain = "set edit:prompt = { put 'ready> ' }\nset edit:rprompt = { }";
    return ['-rc', home.write('.config/elvish/rc.elv', `${plain}\n${code}\n`)];
  },
};

const environments: { readonly [Name in DialectName]: { readonly [name: string]: string } } = {
  bash: { HISTFILE: '/dev/null' },
  zsh: { HISTFILE: '/dev/null' },
  fish: { fish_history: '' },
  nu: {},
  elvish: {},
};

export class HookedShell extends Shell {
  #dialect: Dialect = dialects.bash;
  #world: HookWorld | undefined;

  use(dialect: Dialect, world: HookWorld): void {
    this.#dialect = dialect;
    this.#world = world;
  }

  /** What its programs get to see, but for what the shell itself changes. */
  async environment(): Promise<Record<string, string>> {
    const file = this.#world?.dumpFile() ?? '';
    const said = await this.run(this.#dialect.dump(file));
    if (said !== '') throw new Error(`the shell says ${said}`);
    return environmentIn(file);
  }

  /** A command and the status that the next one finds. */
  async status(line: string): Promise<string> {
    await this.run(line);
    return this.run(this.#dialect.status);
  }
}
