import { dlopen, ptr } from 'bun:ffi';

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

/** Milliseconds by the clock, and of the processor. */
export type Took = { readonly wall: number; readonly cpu: number };

export type Program = { readonly took: () => Took };

/** @param command begins with an absolute path; it runs in the folder of this process. */
export function programOf(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): Program {
  const [file = ''] = command;
  const path = cString(file);
  const argv = pointers(command);
  const envp = pointers(Object.entries(environment).map(([name, value]) => `${name}=${value}`));
  return { took: () => run(path, argv, envp) };
}

const nothing = cString('/dev/null');
const [readOnly, writeOnly] = [0, 1];
const [pipeEnds, child, status] = [new Int32Array(2), new Int32Array(1), new Int32Array(1)];
/** Larger than the `posix_spawn_file_actions_t` and the `struct rusage` of any system. */
const [actions, usage] = [new Uint8Array(512), new BigInt64Array(32)];
const printed = new Uint8Array(65_536);

function run(path: Uint8Array, argv: Pointers, envp: Pointers): Took {
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
  while (libc.read(from, ptr(printed), printed.length) > 0n);
  libc.wait4(child[0] ?? -1, ptr(status), 0, ptr(usage));
  const wall = performance.now() - start;
  libc.close(from);
  libc.posix_spawn_file_actions_destroy(ptr(actions));
  if (status[0] !== 0) throw new Error(`it ended with status ${status[0]}`);
  const [userSeconds = 0n, user = 0n, systemSeconds = 0n, system = 0n] = usage;
  return { wall, cpu: Number(userSeconds + systemSeconds) * 1000 + Number(user + system) / 1000 };
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
