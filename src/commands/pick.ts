import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { mustBeOneOf } from '../base/near-names.ts';
import { isShellName, shellNames } from '../env/shells/index.ts';
import { startAgain } from './start-again.ts';

const spec = {
  summary: 'choose a profile on the terminal and print its name, or its environment',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {
    env: { help: 'print the environment as shell code, for eval' },
    shell: { value: 'name', kind: { oneOf: shellNames }, help: 'with --env, as in cgw env' },
  },
  examples: ['eval "$(cgw pick --env)"', 'cgw run "$(cgw pick)" -p "hi"'],
} as const satisfies CommandSpec;

/** Draws on stderr or the session’s terminal, so that stdout carries nothing but the choice. */
async function run(invocation: Invocation, io: Io): Promise<number> {
  const shell = flagValue(invocation, 'shell');
  if (shell !== undefined && !isShellName(shell))
    throw usage('pick', `--shell ${mustBeOneOf(shell, shellNames)}`);
  if (shell !== undefined && !invocation.switches.has('env')) throw usage('pick', '--shell goes with --env');
  // Loaded here: the screens are heavy.
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker('choose', io);
  if ('exit' in picked) return picked.exit;
  if (!invocation.switches.has('env')) {
    io.out(`${picked.name}\n`);
    return exitCode.done;
  }
  // As for a launch: the program that has the secret may read the terminal.
  const wanted = shell === undefined ? [] : ['--shell', shell];
  return startAgain(['env', picked.name, ...wanted], io.environment);
}

export const pick: CommandModule = { spec, run };
