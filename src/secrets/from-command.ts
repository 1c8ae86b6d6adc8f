import { type SecretContext, unavailable } from './secret.ts';

/** A password manager may ask for a finger or a PIN first. */
const timeLimitMs = 60_000;

/**
 * What a program prints, without its last line break. No shell is involved; stdin and stderr stay those of
 * cgw, so that the program can ask.
 * @throws UserError (4) when it cannot be started, fails or takes longer than a minute.
 */
export async function fromCommand(
  argv: readonly string[],
  { environment, stop }: SecretContext,
): Promise<string> {
  const [program = ''] = argv;
  const reference = `cmd:${JSON.stringify(argv)}`;
  const found = Bun.which(program, { PATH: environment.PATH ?? '' });
  if (found === null)
    throw unavailable(reference, 'cannot be had: there is no such program', `install ${program} or fix PATH`);
  const child = Bun.spawn([found, ...argv.slice(1)], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...environment },
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
    ...(stop === undefined ? {} : { signal: stop }),
  });
  const started = performance.now();
  const output = await child.stdout.text();
  if ((await child.exited) === 0) return output.replace(/\r?\n$/, '');
  throw performance.now() - started >= timeLimitMs
    ? unavailable(reference, `took longer than ${timeLimitMs / 1000} s`, 'run it by hand to see why')
    : unavailable(
        reference,
        `failed with ${child.signalCode ?? child.exitCode}`,
        'run it by hand to see why',
      );
}
