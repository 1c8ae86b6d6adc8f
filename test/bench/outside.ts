import { dlopen, ptr } from 'bun:ffi';
import { childrenOf } from '../pty/support/processes.ts';
import { cleanEnvironment } from '../support/cgw.ts';
import type { Home } from '../support/home.ts';

/**
 * Times a program as a shell does that reads it through a pipe: from the spawn to the end of what it prints, and its
 * end. Straight at the C library: `Bun.spawnSync` adds pidfds, an event loop and copies of its own, 0.1 to 0.8 ms, and
 * more to a short program than to a long one (measured in turn: a ratio of 1.94 read 1.77). `posix_spawn` shares the
 * memory of its caller until the program begins, so that the size of this process does not count either.
 */
const libc = dlopen(process.platform === 'darwin' ? 'libSystem.B.dylib' : 'libc.so.6', {
  posix_spawn: { args: ['ptr', 'ptr', 'ptr', 'ptr', 'ptr', 'ptr'], returns: 'int' },
  posix_spawn_file_actions_init: { args: ['ptr'], returns: 'int' },
  posix_spawn_file_actions_addopen: { args: ['ptr', 'int', 'ptr', 'int', 'int'], returns: 'int' },
  posix_spawn_file_actions_adddup2: { args: ['ptr', 'int', 'int'], returns: 'int' },
  posix_spawn_file_actions_addclose: { args: ['ptr', 'int'], returns: 'int' },
  posix_spawn_file_actions_destroy: { args: ['ptr'], returns: 'int' },
  pipe: { args: ['ptr'], returns: 'int' },
  read: { args: ['int', 'ptr', 'usize'], returns: 'i64' },
  close: { args: ['int'], returns: 'int' },
  wait4: { args: ['int', 'ptr', 'int', 'ptr'], returns: 'int' },
}).symbols;

/** What only Linux has. */
const linux =
  process.platform === 'linux'
    ? dlopen('libc.so.6', {
        prctl: { args: ['int', 'u64'], returns: 'int' },
        clock_getcpuclockid: { args: ['int', 'ptr'], returns: 'int' },
        clock_gettime: { args: ['int', 'ptr'], returns: 'int' },
      }).symbols
    : undefined;

/** Milliseconds by the clock and of the processor; peak memory in megabytes (not known except on Linux). */
export type Took = { readonly wall: number; readonly cpu: number; readonly peak: number };

/** A program in a home of its own, which is also the folder in which it runs. */
export type Contender = {
  readonly name: string;
  /** Begins with an absolute path. */
  readonly command: readonly string[];
  readonly home: Home;
  readonly env?: Readonly<Record<string, string>>;
  /** Part of what it prints when it has done its work. */
  readonly shows?: string;
};

/**
 * Runs a program, to see that it does its work and how much memory it takes.
 * @returns what runs it again, and times it
 * @throws where it fails, or does not print what it should
 */
export function programOf({ name, command, home, env, shows = '' }: Contender): () => Took {
  const environment = Object.entries(cleanEnvironment(home, env)).map(each => each.join('='));
  const [argv, envp] = [pointers(command), pointers(environment)];
  const { printed, peak } = within(home.path, () => {
    // The first run may make what later ones find: a cache, a config.
    run(argv, envp);
    return rehearse(command, envp);
  });
  if (!printed.includes(shows)) throw new Error(`${name} has not printed ${shows}`);
  return () => ({ ...within(home.path, () => run(argv, envp)), peak });
}

/** A program begins in the folder of the process that starts it. */
function within<Result>(folder: string, does: () => Result): Result {
  const here = process.cwd();
  process.chdir(folder);
  try {
    return does();
  } finally {
    process.chdir(here);
  }
}

/**
 * What this process starts has the memory of this process in its account, up to its `exec`. So a shell, which is
 * small, starts the program and ends; this process adopts the orphan, and gets its account.
 */
function rehearse(
  command: readonly string[],
  envp: Pointers,
): { readonly printed: string; readonly peak: number } {
  let printed = '';
  const keep = (text: string) => {
    printed += text;
  };
  if (linux === undefined) {
    run(pointers(command), envp, keep);
    return { printed, peak: Number.NaN };
  }
  const before = childrenOf(process.pid);
  must(linux.prctl(setChildSubreaper, 1n));
  run(pointers(['/bin/sh', '-c', '"$@" &', 'sh', ...command]), envp, keep);
  must(linux.prctl(setChildSubreaper, 0n));
  waitFor(childrenOf(process.pid).find(each => !before.includes(each)) ?? anyChild);
  return { printed, peak: Number(usage[4]) / 1024 };
}

/** Milliseconds of the processor that a process has taken so far. */
export function cpuOf(pid: number): number {
  if (linux === undefined) return Number.NaN;
  must(linux.clock_getcpuclockid(pid, ptr(clock)));
  must(linux.clock_gettime(clock[0] ?? 0, ptr(time)));
  const [seconds = 0n, nanoseconds = 0n] = time;
  return Number(seconds) * 1000 + Number(nanoseconds) / 1e6;
}

const nothing = cString('/dev/null');
const [readOnly, writeOnly] = [0, 1];
const [setChildSubreaper, anyChild] = [36, -1];
const [pipeEnds, child, status, clock] = [
  new Int32Array(2),
  new Int32Array(1),
  new Int32Array(1),
  new Int32Array(1),
];
/** Larger than the `posix_spawn_file_actions_t` and the `struct rusage` of any system. */
const [actions, usage, time] = [new Uint8Array(512), new BigInt64Array(32), new BigInt64Array(2)];
const bytes = new Uint8Array(65_536);

function run(argv: Pointers, envp: Pointers, keep?: (text: string) => void): Omit<Took, 'peak'> {
  const [path = nothing] = argv.held;
  must(libc.pipe(ptr(pipeEnds)));
  const [from = -1, into = -1] = pipeEnds;
  must(libc.posix_spawn_file_actions_init(ptr(actions)));
  must(libc.posix_spawn_file_actions_addopen(ptr(actions), 0, ptr(nothing), readOnly, 0));
  must(libc.posix_spawn_file_actions_adddup2(ptr(actions), into, 1));
  must(libc.posix_spawn_file_actions_addopen(ptr(actions), 2, ptr(nothing), writeOnly, 0));
  must(libc.posix_spawn_file_actions_addclose(ptr(actions), from));
  must(libc.posix_spawn_file_actions_addclose(ptr(actions), into));
  const start = performance.now();
  must(libc.posix_spawn(ptr(child), ptr(path), ptr(actions), null, ptr(argv.list), ptr(envp.list)));
  libc.close(into);
  for (let count = read(from); count > 0; count = read(from))
    keep?.(new TextDecoder().decode(bytes.subarray(0, count)));
  waitFor(child[0] ?? anyChild);
  const wall = performance.now() - start;
  libc.close(from);
  libc.posix_spawn_file_actions_destroy(ptr(actions));
  const [userSeconds = 0n, user = 0n, systemSeconds = 0n, system = 0n] = usage;
  return { wall, cpu: Number(userSeconds + systemSeconds) * 1000 + Number(user + system) / 1000 };
}

function read(from: number): number {
  return Number(libc.read(from, ptr(bytes), bytes.length));
}

/** Its account is in `usage` afterwards. */
function waitFor(pid: number): void {
  libc.wait4(pid, ptr(status), 0, ptr(usage));
  if (status[0] !== 0) throw new Error(`a program ended with status ${status[0]}`);
}

function must(result: number): void {
  if (result !== 0) throw new Error(`the C library answers ${result}`);
}

function cString(text: string): Uint8Array {
  return Buffer.from(`${text}\0`);
}

/** The strings are kept beside the list that points at them: else the collector would take them. */
type Pointers = { readonly list: BigUint64Array; readonly held: readonly Uint8Array[] };

function pointers(texts: readonly string[]): Pointers {
  const held = texts.map(cString);
  return { list: BigUint64Array.from([...held.map(each => BigInt(ptr(each))), 0n]), held };
}
