import { FFIType, ptr } from 'bun:ffi';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOf } from '../backends/settings.ts';
import { removeScratch, writeAtomically } from '../base/atomic-write.ts';
import { readBounded } from '../base/bounded-read.ts';
import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { looksLikeKey } from '../base/key-looks.ts';
import { openUnixLibc } from '../base/libc.ts';
import { programWords } from '../base/own-program.ts';
import { realPath } from '../base/paths.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import type { Config } from '../profile/config.ts';
import { readConfigBytes } from '../profile/file.ts';
import { makeOwnFolder } from '../profile/own-folders.ts';
import { configFile, stateFolder } from '../profile/paths.ts';
import { profilePlan } from '../profile/profile-plan.ts';
import { profileNamed } from '../profile/resolve.ts';
import { problemsOf } from '../profile/rules.ts';
import { markFollowing } from './follow.ts';
import { type HookCache, noUpdate, updateOf } from './language.ts';
import { cachingShells, type HookShell, hookLanguages } from './languages.ts';

/**
 * The cached hook: the code of `cgw hook` and `cgw completion` in a file that new shells source, so that they start no cgw. What a shell
 * gets by it is what it would get by cgw. Nothing has to tell the file that something has changed: the shell compares,
 * by its builtins alone, what the file was made of with what is there, and asks cgw where it is not the same.
 *
 * | What it is made of | How a shell sees that it is the same | Else |
 * |---|---|---|
 * | which config | `HOME`, `XDG_CONFIG_HOME`, `CGW_CONFIG_DIR` | it is stale |
 * | the config, catalogs included | its whole text, in a file of the user’s own | it is stale |
 * | which cgw | the first one on PATH leads to the same file, with the same text where that only starts it | it is stale |
 * | that cgw | its executable was changed at the very moment that this file gives as its own | it is stale |
 * | the file itself | the user’s own, and one command that ends in a status of its own: a part of it is a syntax error | it is stale |
 * | the pin | there is none from this folder upwards | it asks for the profile |
 * | the shell above | `CGW_PROFILE`, `CGW_FOLLOWS`: none, or what needs no change | it asks |
 * | variables that are to be cleared or put back | none of those that the profile sets or clears is there | it asks |
 * | secrets | the profile has none: else the file holds no profile | it asks |
 *
 * After a stale file the start-up file of the shell goes on with `cgw hook SHELL --cache`, which makes it anew.
 * No file is made where the config cannot be read, is large or has an invalid profile (which may hold a key in plain
 * text), nor by a cgw that is not one executable.
 */
export async function refreshCache(shell: HookShell, completion: string, io: Io): Promise<void> {
  const language = hookLanguages[shell];
  const file = cacheFile(shell, io);
  try {
    const cache = await cacheOf(file, completion, io);
    if (cache === undefined || language.cached === undefined) removeScratch(file);
    else keep(cache, language.cached(cache), io);
  } catch (error) {
    // What is wrong with the config is said by who asks for the profile.
    if (!(error instanceof UserError)) throw error;
  }
}

export function cacheFile(shell: HookShell, io: Io): string {
  return join(stateFolder(io), `hook.${shell}`);
}

/** Those of every shell, whether they are there or not. */
export function cacheFiles(io: Io): string[] {
  return cachingShells.map(shell => cacheFile(shell, io));
}

/** Undefined where none can be made. */
async function cacheOf(file: string, completion: string, io: Io): Promise<HookCache | undefined> {
  const program = programWords(io.environment);
  const executable = realPath(process.execPath);
  const onPath = Bun.which('cgw', { PATH: io.environment.PATH ?? '' });
  if (io.platform === 'win32' || program.length > 1 || onPath === null) return undefined;
  // An upgrade while this one runs.
  if (statSync(executable).ctimeMs > performance.timeOrigin) return undefined;
  const config = configFile(io);
  const { bytes, config: content } = await readConfigBytes(io);
  const text = bytes && bytes.length <= mostOfConfig ? textOf(bytes) : undefined;
  if (text === undefined || mayHoldKey(text, content)) return undefined;
  const texts = [{ file: config, text }];
  const leadsTo = realPath(onPath);
  if (leadsTo !== executable) {
    const launcher = launcherText(leadsTo);
    if (launcher === undefined) return undefined;
    texts.push({ file: leadsTo, text: launcher });
  }
  const { HOME = '', XDG_CONFIG_HOME = '', CGW_CONFIG_DIR = '' } = io.environment;
  return {
    file,
    program,
    executable,
    onPath: leadsTo,
    config,
    texts,
    places: { HOME, XDG_CONFIG_HOME, CGW_CONFIG_DIR },
    start: await startOf(content, io),
    completion,
  };
}

/** About a hundred profiles, which take a shell 1 ms; to compare ten times as much takes as long as to start cgw. */
const mostOfConfig = 16 * 1024;

/** More than a script takes that only starts a program. */
const mostOfLauncher = 16 * 1024;

function launcherText(file: string): string | undefined {
  try {
    return textOf(readBounded(file, mostOfLauncher));
  } catch {
    return undefined;
  }
}

/** Every byte of it, as a shell compares it; undefined where that drops or changes some. */
function textOf(bytes: Buffer): string | undefined {
  return decodeUtf8(bytes) === undefined || bytes.includes(0) ? undefined : bytes.toString('utf8');
}

/** The rules let no profile hold a key; beside profiles there are addresses. */
function mayHoldKey(text: string, { profiles }: Config): boolean {
  const texts: string[] = [];
  JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.some(looksLikeKey) || Object.values(profiles).some(profile => problemsOf(profile).length > 0);
}

/** What a new shell begins with; undefined where only cgw can say. */
async function startOf(config: Config, io: Io): Promise<HookCache['start']> {
  const name = config.default;
  if (name === undefined) return { update: { ...noUpdate, follow: true }, unset: ['CGW_PROFILE'] };
  try {
    const profile = profileNamed(name, config);
    if (settingsOf(profile).some(({ parts }) => parts.some(part => 'reference' in part))) return undefined;
    // What it inherits, too, has to be unset, so that there is nothing to inherit.
    const { changes } = await profilePlan(name, profile, { ...io, environment: {} });
    const all = [...changes, markFollowing(name, undefined)];
    const update = updateOf(
      all.filter(({ action }) => action === 'set'),
      {},
    );
    return { update: { ...update, follow: true }, unset: all.map(each => each.name) };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function keep({ file, executable }: HookCache, content: string, io: Io): void {
  const statOf = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false });
  const bytes = Buffer.from(content);
  try {
    const modified = statOf(executable)?.mtimeNs ?? 0n;
    const held = statOf(file);
    const isSame = held?.mtimeNs === modified && held.size === BigInt(bytes.length);
    if (isSame && readBounded(file, bytes.length).equals(bytes)) return;
    makeOwnFolder(stateFolder(io));
    const scratch = `${file}.${process.pid}`;
    writeAtomically(file, bytes, {
      scratch,
      fresh: true,
      beforeMove: () => setModified(scratch, modified),
    });
    // Where a file system keeps no such moment, it would be made anew for every shell.
    if (statOf(file)?.mtimeNs !== modified) removeScratch(file);
  } catch {
    // As without it: the next shell tries again.
  }
}

/** To the nanosecond: `utimes` of Bun 1.4.5 takes seconds with a fraction, and rounds. */
function setModified(file: string, nanoseconds: bigint): void {
  const libc = openUnixLibc({
    utimensat: { args: [FFIType.i32, FFIType.ptr, FFIType.ptr, FFIType.i32], returns: FFIType.i32 },
  });
  const moment = [nanoseconds / 1_000_000_000n, nanoseconds % 1_000_000_000n];
  libc?.utimensat(0, ptr(Buffer.from(`${file}\0`)), ptr(BigInt64Array.from([...moment, ...moment])), 0);
}
