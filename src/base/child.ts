import { errorCode } from './errors.ts';
import type { Environment } from './io.ts';
import { endTree } from './process-tree.ts';
import { type EndingSignal, onEndingSignal } from './signals.ts';
import { terminalModes } from './terminal-modes.ts';

export type CommandLimits = {
  /** A password manager may ask for a finger or a PIN first. */
  readonly timeMs: number;
  /** Of its output. */
  readonly bytes: number;
  /** What is kept of stderr, the last of it. */
  readonly errorBytes?: number;
};

/** How a command is run. */
type CommandOptions = {
  readonly environment: Environment;
  readonly cwd?: string;
  /** Ends it before its time. */
  readonly stop?: AbortSignal;
  /** Which streams of cgw it gets: those that are a terminal, so that it can ask there. */
  readonly shares: { readonly in: boolean; readonly err: boolean };
  readonly limits: CommandLimits;
};

/** Why a command has ended: by itself, or what cgw ended it for. */
type End =
  | { readonly end: 'exited'; readonly code: number }
  | { readonly end: 'killed'; readonly signal: NodeJS.Signals | number }
  | { readonly end: 'not startable'; readonly code: string }
  | { readonly end: 'too long' }
  | { readonly end: 'too much' }
  | { readonly end: 'not needed' }
  | { readonly end: 'interrupted'; readonly signal: EndingSignal };

export type CommandResult = End & {
  readonly stdout: Uint8Array;
  /** The last of what it wrote to stderr, unless it did so itself. */
  readonly stderr: Uint8Array;
};

type Child = Bun.Subprocess<'inherit' | 'ignore', 'pipe', 'pipe' | 'inherit'>;

/** How long a pipe may be silent once the program that wrote to it has ended. */
const silenceMs = 100;

/** The commands that are running, by what ends them. */
const running = new Map<(why: End) => void, Promise<unknown>>();

/** Ends the commands that are still running: nobody needs any more what they would print. */
export async function endCommands(): Promise<void> {
  const ends = [...running];
  for (const [end] of ends) end({ end: 'not needed' });
  await Promise.allSettled(ends.map(([, ended]) => ended));
}

/**
 * Runs a program to its end and takes in what it prints. It is not waited for what the program leaves behind: a
 * process in the background may hold the pipe open for ever. When it takes too long or prints too much, or cgw is
 * interrupted, it is ended with all that it has started. A terminal that it has shared is put back as it was.
 */
export async function runCommand(argv: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { shares } = options;
  // Where cgw shares none, as the helper of Claude Code, somebody else may set the terminal meanwhile.
  const restoreTerminal = shares.in || shares.err ? terminalModes() : () => {};
  const child = started(argv, options);
  if ('end' in child) return { ...child, stdout: new Uint8Array(), stderr: new Uint8Array() };
  let cause: End | undefined;
  let ending: Promise<void> | undefined;
  const end = (why: End): void => {
    cause ??= why;
    ending ??= endTree(child.pid);
  };
  const stdout = new Kept(options.limits.bytes, () => end({ end: 'too much' }));
  const stderr = new Kept(options.limits.errorBytes ?? 4_096, () => {});
  const ended = Promise.all([child.exited, drain(child, 'stdout', stdout), drain(child, 'stderr', stderr)]);
  const release = onEnding(end, ended, options);
  try {
    await ended;
    await ending;
    // Ctrl-C goes to the program as well, and the news of its end may be here before the signal is.
    await Bun.sleep(0);
  } finally {
    release();
  }
  restoreTerminal();
  return { ...(cause ?? endOf(child)), stdout: stdout.bytes(), stderr: stderr.bytes() };
}

function started(argv: readonly string[], { environment, shares, cwd }: CommandOptions): Child | End {
  try {
    return Bun.spawn([...argv], {
      stdio: [shares.in ? 'inherit' : 'ignore', 'pipe', shares.err ? 'inherit' : 'pipe'],
      env: { ...environment },
      ...(cwd === undefined ? {} : { cwd }),
    });
  } catch (error) {
    return { end: 'not startable', code: errorCode(error) ?? 'unknown reason' };
  }
}

function endOf({ exitCode, signalCode }: Child): End {
  if (signalCode === null) return { end: 'exited', code: exitCode ?? 0 };
  return signalCode === 'SIGINT'
    ? { end: 'interrupted', signal: signalCode }
    : { end: 'killed', signal: signalCode };
}

/**
 * Calls `end` when the time is over, when a signal would end cgw, and when nobody needs the command any more.
 * @returns what stops that.
 */
function onEnding(
  end: (why: End) => void,
  ended: Promise<unknown>,
  { limits: { timeMs }, stop }: CommandOptions,
): () => void {
  const release = onEndingSignal(signal => end({ end: 'interrupted', signal }));
  const timer = setTimeout(() => end({ end: 'too long' }), timeMs);
  const notNeeded = () => end({ end: 'not needed' });
  if (stop?.aborted) notNeeded();
  stop?.addEventListener('abort', notNeeded);
  running.set(end, ended);
  return () => {
    release();
    clearTimeout(timer);
    stop?.removeEventListener('abort', notNeeded);
    running.delete(end);
  };
}

/** Reads a pipe until its end, or until it is silent after the program has ended. */
async function drain(child: Child, name: 'stdout' | 'stderr', kept: Kept): Promise<void> {
  const reader = child[name]?.getReader();
  for (;;) {
    const silent = child.exited.then(() => Bun.sleep(silenceMs)).then(() => undefined);
    const next = await Promise.race([reader?.read(), silent]);
    if (next === undefined) return reader?.cancel();
    if (next.done) return;
    kept.add(next.value);
  }
}

/** The last bytes of a stream, up to a limit. */
class Kept {
  #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(
    readonly limit: number,
    readonly beyond: () => void,
  ) {}

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length <= this.limit) return;
    this.#chunks = [this.bytes()];
    this.#length = this.limit;
    this.beyond();
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks).subarray(-this.limit);
  }
}
