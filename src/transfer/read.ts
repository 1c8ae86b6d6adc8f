import { closeSync, fstatSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { openUnwaited } from '../base/bounded-read.ts';
import { errorCode, notDone } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { homeFolder } from '../base/paths.ts';
import { printable } from '../base/terminal-text.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { ccSwitchDump } from './formats/cc-switch.ts';
import { damaged } from './formats/cgw.ts';
import { databaseEntries } from './formats/table.ts';
import type { Recognised } from './imported.ts';
import { fromEntries, recognised, unknown } from './recognise.ts';

/** More than any file of profiles; what is larger is something else. */
const mostBytes = 1024 * 1024;

/** A database, and what a program makes of it as text, also holds its logs. */
const mostOfDatabase = 64 * mostBytes;

const databaseStart = 'SQLite format 3\0';

/**
 * Reads what there is to import, no more than a file of profiles can hold.
 * @param file a path, also of a pipe; `-` is stdin
 * @throws UserError (3) when it cannot be read, or is nothing to import.
 */
export async function readImport(file: string, io: Io): Promise<Recognised> {
  const where = whereOf(file);
  const origin = { where, home: homeFolder(io) };
  const bytes = readBytes(file === '-' ? (io.stdin ?? 0) : resolve(io.cwd, file), where);
  if (isDatabase(bytes)) {
    if (file !== '-' && (statSync(`${resolve(io.cwd, file)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
      throw damaged(
        where,
        'the program that it belongs to is still writing to it',
        'close that program first',
      );
    const { databaseTables } = await import('./formats/database.ts');
    const entries = databaseEntries(columns => databaseTables(bytes, columns), origin);
    if (entries === undefined) throw unknown(where);
    return fromEntries(entries);
  }
  const text = textOf(bytes);
  if (text === undefined || text.includes('\0')) throw unknown(where);
  return recognised(text, origin);
}

/** What is read, as people are told of it. */
export function whereOf(file: string): string {
  return file === '-' ? 'stdin' : printable(shownWord(file));
}

/** PowerShell writes UTF-16 where `>` makes a file. */
function textOf(bytes: Buffer): string | undefined {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString('utf16le') : decodeUtf8(bytes);
}

function isDatabase(bytes: Buffer): boolean {
  return bytes.subarray(0, databaseStart.length).toString('latin1') === databaseStart;
}

function readBytes(source: string | number, where: string): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = typeof source === 'number' ? source : openUnwaited(source);
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw damaged(where, 'it is a folder', 'name a file');
    // What a shell hands over as `<(command)` is a pipe.
    if (typeof source === 'string' && !stat.isFile() && !stat.isFIFO())
      throw damaged(where, 'it is a device', 'name a file, or a pipe that a program writes to');
    return upToLimit(descriptor, where, !stat.isFile());
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw damaged(
      where,
      code === 'ENOENT' ? 'there is no such file' : `it ${notDone('read', error)}`,
      'check the path',
    );
  } finally {
    if (typeof source === 'string' && descriptor !== undefined) closeSync(descriptor);
  }
}

function upToLimit(descriptor: number, where: string, mayWait: boolean): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  let most = mostBytes;
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    const read = readSome(descriptor, chunk, where, mayWait);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (chunks.length === 1 && (isDatabase(chunk) || ccSwitchDump.test(chunk.toString('utf8'))))
      most = mostOfDatabase;
    if (length > most)
      throw damaged(where, `it is larger than ${most / mostBytes} MiB`, 'name a file of profiles');
  }
}

/** How long a pipe may be silent while a program holds it open. */
const silenceMs = 30_000;

/** A pipe in non-blocking mode has nothing yet: wait a moment and go on. A file of /proc may never have anything. */
function readSome(descriptor: number, chunk: Buffer, where: string, mayWait: boolean): number {
  const start = performance.now();
  for (;;)
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN' || !mayWait) throw error;
      if (performance.now() - start > silenceMs)
        throw damaged(where, 'nothing came from it for half a minute', 'see what writes to it');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
}
