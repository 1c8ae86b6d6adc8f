import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { program } from '../../support/cgw.ts';
import type { Home } from '../../support/home.ts';
import { required } from '../../support/required.ts';
import { until } from '../../support/until.ts';
import { foregroundOf } from './processes.ts';
import { Terminal, type TerminalOptions } from './terminal.ts';

const prompt = 'ready> ';

type Language = {
  /** Where its users keep their start-up code, in their home. */
  readonly rc: string;
  /** Makes it read that and nothing else of the user. */
  readonly args: (rc: string) => readonly string[];
  readonly env?: (rc: string) => { readonly [name: string]: string };
  /** Start-up code that leaves the prompt as it is written above. */
  readonly plain: string;
};

const languages = {
  bash: {
    rc: '.bashrc',
    args: rc => ['--noprofile', '--rcfile', rc, '-i'],
    plain: `PS1='${prompt}'`,
  },
  zsh: { rc: '.zshrc', args: () => ['-d', '-i'], plain: `PS1='${prompt}'` },
  fish: {
    rc: '.config/fish/config.fish',
    args: () => ['-i'],
    env: () => ({ fish_history: '' }),
    plain: [
      `function fish_prompt; printf '${prompt}'; end`,
      'set -g fish_greeting',
      'set -g fish_autosuggestion_enabled 0',
    ].join('\n'),
  },
  sh: { rc: '.shrc', args: () => ['-i'], env: rc => ({ ENV: rc }), plain: `PS1='${prompt}'` },
} as const satisfies { readonly [name: string]: Language };

export type ShellName = keyof typeof languages;

/** The shells of this machine. */
export const shellNames: readonly ShellName[] = (Object.keys(languages) as ShellName[]).filter(name =>
  required('shells', Bun.which(name) !== null),
);

export type ShellOptions = TerminalOptions & {
  /** Start-up code of the user. */
  readonly rc?: string;
};

/** An interactive shell with job control, in which `cgw` is the program under test. */
export class Shell extends Terminal {
  /** The row of the last command in the main screen’s rows. */
  #entered = -1;

  /** Starts it and waits for its prompt. */
  static async open(name: ShellName, { rc = '', ...options }: ShellOptions): Promise<Shell> {
    const { home } = options;
    const language: Language = languages[name];
    const file = home.write(language.rc, `${rc}\n${language.plain}\n`);
    // Otherwise the first fish of a user spends a minute on reading all manual pages.
    home.makeFolder('.local/share/fish/generated_completions');
    const env = {
      HISTFILE: '/dev/null',
      ...language.env?.(file),
      ...options.env,
      PATH: [folderWithCgw(home), options.env?.PATH ?? process.env.PATH ?? '/usr/bin:/bin'].join(delimiter),
    };
    const shell = new Shell([name, ...language.args(file)], { ...options, env });
    await shell.prompted();
    return shell;
  }

  /** Types a command and Enter; what it does is to be awaited with `waitFor` or `prompted`. */
  async enter(line: string): Promise<void> {
    const { emulator } = this;
    const first = emulator.mainRow();
    this.write(line);
    // The shells break a long line each in its own way, so what counts is where it has ended.
    const typed = withoutBlanks(prompt + line);
    await this.waitFor(() => withoutBlanks(emulator.mainLines(first, emulator.mainRow() + 1)) === typed);
    this.#entered = emulator.mainRow();
    this.write('\r');
  }

  /**
   * Waits for the prompt after the last command, not for one that the screen was cleared for.
   * @returns what stands between both
   */
  async prompted(options?: { readonly timeout?: number }): Promise<string> {
    await this.waitFor(() => this.#isPrompting(), options);
    // Behind its prompt a shell may still set up the terminal for its line editor.
    await this.settled(5);
    return this.emulator.mainLines(this.#entered + 1, this.emulator.mainRow());
  }

  /** Types a command that says nothing, and waits until keys such as Ctrl-Z reach the program that it starts. */
  async start(line: string, program: string): Promise<void> {
    await this.enter(line);
    await until(`${program} has the terminal`, () => foregroundOf(this.pid) === program);
  }

  /** A whole command: what it printed, standard error included. */
  async run(line: string, options?: { readonly timeout?: number }): Promise<string> {
    await this.enter(line);
    return this.prompted(options);
  }

  #isPrompting(): boolean {
    const { emulator } = this;
    if (emulator.isAlternate()) return false;
    const row = emulator.mainRow();
    const at = emulator.cursor().column === prompt.length;
    return row > this.#entered && at && emulator.mainLines(row, row + 1) === prompt.trimEnd();
  }
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function folderWithCgw(home: Home): string {
  const folder = home.makeFolder('.local/bin');
  symlinkSync(program, join(folder, 'cgw'));
  return folder;
}
