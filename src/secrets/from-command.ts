import { type SecretContext, unavailable } from './secret.ts';

/** A password manager may ask for a finger or a PIN first. */
const timeLimitMs = 60_000;

/**
 * What a program prints, without its last line break. No shell is involved; stdin and stderr stay those of
 * cgw, so that the program can ask.
 * @throws UserError (4) when it cannot be started, fails or takes longer than a minute.
 */
export function fromCommand(argv: readonly string[], { environment }: SecretContext): string {
  const [program = ''] = argv;
  const reference = `cmd:${JSON.stringify(argv)}`;
  const found = Bun.which(program, { PATH: environment.PATH ?? '' });
  if (found === null)
    throw unavailable(reference, 'cannot be had: there is no such program', `install ${program} or fix PATH`);
  const result = Bun.spawnSync([found, ...argv.slice(1)], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...environment },
    timeout: timeLimitMs,
  });
  if (result.exitedDueToTimeout)
    throw unavailable(reference, `took longer than ${timeLimitMs / 1000} s`, 'run it by hand to see why');
  if (!result.success)
    throw unavailable(
      reference,
      `failed with ${result.exitCode ?? result.signalCode}`,
      'run it by hand to see why',
    );
  return result.stdout.toString('utf8').replace(/\r?\n$/, '');
}
