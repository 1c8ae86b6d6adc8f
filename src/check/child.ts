import type { Environment } from '../base/io.ts';

export type Ended = {
  readonly stdout: string;
  readonly stderr: string;
  /** The signal or the exit code that it ended with. */
  readonly by: string;
};

/** What a program that was told to end gets to do so, in milliseconds; then it is killed. */
const graceMs = 1_000;

/** How long its pipes are read after its end: a child that it left behind may hold them open. */
const remainderMs = 500;

/** Runs a program to its end and collects what it says; on `stop` it is ended, and nothing of it is waited for. */
export async function runProgram(
  words: readonly string[],
  { cwd, environment }: { cwd: string; environment: Environment },
  stop: AbortSignal,
): Promise<Ended> {
  const child = Bun.spawn([...words], {
    cwd,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let killing: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    child.kill('SIGTERM');
    killing = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  await child.exited;
  clearTimeout(killing);
  stop.removeEventListener('abort', end);
  if (!stop.aborted) await Promise.race([Promise.all([stdout.ended, stderr.ended]), Bun.sleep(remainderMs)]);
  const by = String(child.signalCode ?? child.exitCode);
  return { stdout: stdout.text(), stderr: stderr.text(), by };
}

type Collected = { readonly ended: Promise<void>; text(): string };

/** What comes out of a pipe, as far as it has come. */
function collect(pipe: ReadableStream<Uint8Array>): Collected {
  const pieces: Uint8Array[] = [];
  const read = async () => {
    for await (const piece of pipe) pieces.push(piece);
  };
  return { ended: read(), text: () => Buffer.concat(pieces).toString() };
}
