import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isLossy } from './utf8.ts';

/*
 * What this process was given, as the kernel has it (Linux). The runtime decodes arguments and variables, closes
 * descriptors at `execve`, and raises the limit of open files: a program that is started in the place of cgw gets what
 * it would have got without it.
 */

/** Everything below is undefined, or nothing, where there is no /proc. */
function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function entries(file: string): Buffer[] {
  const bytes = read(file);
  if (bytes === undefined) return [];
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    found.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  return found;
}

/** Arguments as bytes: those that could not be decoded are taken from the command line of this process. */
export function argumentBytes(args: readonly string[]): Buffer[] {
  const undecodable = args.some(isLossy) ? entries('/proc/self/cmdline') : [];
  return args.map(arg => {
    const at = isLossy(arg) ? undecodable.findIndex(bytes => bytes.toString() === arg) : -1;
    const [given] = at < 0 ? [] : undecodable.splice(at, 1);
    return given ?? Buffer.from(arg);
  });
}

/** Whether arguments are what their text says. */
export function isWhole(args: readonly string[]): boolean {
  return argumentBytes(args).every((bytes, index) => bytes.equals(Buffer.from(args[index] ?? '')));
}

/** An environment as `NAME=value` entries: what is as it was given is the same bytes. */
export function environmentBytes(environment: Readonly<Record<string, string>>): Buffer[] {
  const left = new Map(Object.entries(environment));
  const kept = entries('/proc/self/environ').filter(entry => {
    const equals = entry.indexOf('=', 1);
    const name = entry.subarray(0, Math.max(equals, 0)).toString();
    // No variable for this runtime, and so none that a plan changes.
    if (equals < 0 || isLossy(name)) return true;
    return left.get(name) === entry.subarray(equals + 1).toString() && left.delete(name);
  });
  for (const name of [...left.keys()]) if (isLossy(name)) left.delete(name);
  return [...kept, ...[...left].map(([name, value]) => Buffer.from(`${name}=${value}`))];
}

/**
 * The descriptors from 3 up that were open when this file was loaded, which is before cgw opens any for long: pipes of
 * `<(…)`, the job server of make, sockets of systemd. The runtime’s own are of the kernel’s making (`anon_inode`).
 */
export const givenDescriptors: readonly number[] = openDescriptors();

function openDescriptors(): number[] {
  try {
    return readdirSync('/proc/self/fd')
      .map(Number)
      .filter(descriptor => descriptor > 2 && !targetOf(descriptor).startsWith('anon_inode:'));
  } catch {
    return [];
  }
}

function targetOf(descriptor: number): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // That of the listing itself.
    return 'anon_inode:';
  }
}

/** SIGPIPE and SIGXFSZ (the numbers of Linux and macOS): the Bun runtime ignores them. */
export const ignoredByRuntime: readonly number[] = [13, 25];

/** The signals that were ignored when this file was loaded, but those that the runtime ignores by itself. */
export const givenIgnored: readonly number[] = ignoredSignals();

function ignoredSignals(): number[] {
  const [, mask] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read('/proc/self/status')?.toString() ?? '') ?? [];
  const bits = BigInt(`0x${mask ?? '0'}`);
  return Array.from({ length: 64 }, (_, index) => index + 1).filter(
    signal => (bits >> BigInt(signal - 1)) & 1n && !ignoredByRuntime.includes(signal),
  );
}

/** The limit of open files of the parent, whose children have it, too; the runtime has raised that of this process. */
export function givenOpenFiles(): { readonly soft: bigint; readonly hard: bigint } | undefined {
  const [own, parent] = ['self', process.ppid].map(limitsOf);
  return own && parent && parent.soft < own.soft ? { soft: parent.soft, hard: own.hard } : undefined;
}

function limitsOf(process: string | number): { readonly soft: bigint; readonly hard: bigint } | undefined {
  const [, soft, hard] =
    /^Max open files\s+(\d+)\s+(\d+)/m.exec(read(`/proc/${process}/limits`)?.toString() ?? '') ?? [];
  return soft === undefined || hard === undefined ? undefined : { soft: BigInt(soft), hard: BigInt(hard) };
}
