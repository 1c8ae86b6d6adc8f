import { readFileSync } from 'node:fs';
import { bytesOf, pasteOf } from '../pty/support/keys.ts';
import { Terminal } from '../pty/support/terminal.ts';
import { cpuOf, type Took } from './outside.ts';
import { homeWith } from './programs.ts';

/** What is timed, again and again. */
export type Row = { readonly name: string; readonly take: () => Took | Promise<Took> };

const shown = /\b\d+ profiles?\b/;
/** So far apart that no two keys are answered by one frame. */
const apartMs = 60;

/** On a terminal of 80×24, from the start to the first frame. */
export const picker = { frame: frame(10), frameOfMany: frame(1000) } as const;

/** From a key to the first bytes of the answer. */
export const keys = [
  key(10, 'a key', '', ['j', 'k']),
  key(1000, 'a key', '', ['j', 'k']),
  key(1000, 'a key of the filter', '/', ['p', 'r', '9', bytesOf('backspace'), '7', bytesOf('ctrl+u')]),
  key(1000, 'a paste and its removal', '/', [pasteOf('profile-99', true), bytesOf('ctrl+u')]),
] as const;

function frame(count: number): Row {
  const options = { home: homeWith(count), env: { KEY: 'k' } };
  async function take(): Promise<Took> {
    const start = performance.now();
    await using terminal = Terminal.cgw([], options);
    await terminal.waitFor(shown);
    const wall = performance.now() - start;
    return { wall, cpu: cpuOf(terminal.pid), peak: peakOf(terminal.pid) };
  }
  return { name: nameOf(count, 'first frame'), take };
}

/**
 * One key after the other in a picker that stays open; one that is not answered took for ever.
 * @param before typed first
 * @param keys to and fro, because what changes nothing is not answered
 */
function key(count: number, what: string, before: string, keys: readonly string[]): Row {
  const options = { home: homeWith(count), env: { KEY: 'k' } };
  let open: Terminal | undefined;
  let presses = 0;
  async function opened(): Promise<Terminal> {
    const terminal = Terminal.cgw([], options);
    await terminal.waitFor(shown);
    await terminal.settled(500);
    terminal.write(before);
    await terminal.settled(500);
    return terminal;
  }
  async function take(): Promise<Took> {
    open ??= await opened();
    const cpu = cpuOf(open.pid);
    const start = performance.now();
    const answered = open.nextBytes();
    open.write(keys[presses++ % keys.length] ?? '');
    const wall = ((await answered) ?? Number.POSITIVE_INFINITY) - start;
    await open.settled(apartMs);
    return { wall, cpu: cpuOf(open.pid) - cpu, peak: peakOf(open.pid) };
  }
  return { name: nameOf(count, what), take };
}

function nameOf(count: number, what: string): string {
  return `the picker, ${count.toLocaleString('en')} profiles: ${what}`;
}

/** Megabytes, up to now (Linux). */
function peakOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
