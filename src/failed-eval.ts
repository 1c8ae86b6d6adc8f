import type { Io } from './base/io.ts';
import { detectShell } from './env/shells/detect.ts';
import { isShellName, type ShellName, shells } from './env/shells/index.ts';

/** The commands whose output a shell evaluates: where they name the shell, and whether they are asked for code. */
const evaluated: {
  readonly [command: string]: { readonly shell: RegExp; readonly code: (args: readonly string[]) => boolean };
} = {
  env: { shell: / --shell[ =](\S+)/, code: args => !args.includes('--json') && !args.includes('--dotenv') },
  pick: { shell: / --shell[ =](\S+)/, code: args => args.includes('--env') },
  hook: { shell: /^ (\S+)/, code: () => true },
  completion: { shell: /^ (\S+)/, code: () => true },
};

/**
 * Lets the shell that evaluates the output of this command line fail, too: `eval $(cgw env NAME)` of nothing succeeds,
 * and what follows it would run with the profile of before.
 */
export function failEval([command = '', ...args]: readonly string[], io: Io): void {
  const asked = Object.hasOwn(evaluated, command) ? evaluated[command] : undefined;
  if (asked === undefined || io.isTerminal('out') || !asked.code(args)) return;
  // The command line itself may be what is wrong, so it is only searched.
  const [, word = ''] = asked.shell.exec(args.map(arg => ` ${arg}`).join('')) ?? [];
  const shell: ShellName = isShellName(word) ? word : detectShell(io);
  // Nushell’s hook gets data, and looks at the exit code.
  if (shell === 'nu' && args.includes('--hook')) return;
  io.data(shells[shell].failure);
  if (command === 'env' || command === 'pick') io.err(`cgw: ${whatStays(io)}\n`);
}

function whatStays({ environment: { CGW_PROFILE: profile } }: Io): string {
  return profile ? `this shell keeps the profile ${profile}` : 'this shell stays as it is';
}
