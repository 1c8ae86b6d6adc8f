import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../backends/profile.ts';
import { isOwn, maxFileBytes, readBounded } from '../base/bounded-read.ts';
import { errorCode, exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { shownPath } from '../base/masking.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { type Config, emptyConfig, outlineProblem } from './config.ts';
import { configFile } from './paths.ts';
import { type Problem, problemsOf } from './rules.ts';

/** What keeps the content of before the last write, beside the config. */
export const backupName = 'config.json.bak';

/** Which file a config was read from, for the errors about its profiles. */
const files = new WeakMap<Config, string>();

/** Configs that are being changed: a profile of theirs may be invalid until the change has mended it. */
const changing = new WeakSet<Config>();

/**
 * The hot read: `config.json` as text to a `Config`, whose outline is checked here and whose profiles are
 * checked one by one when they are asked for (`profileIn`). A missing file is an empty config.
 * @throws UserError (3) with the place and the reason; the file is never touched.
 */
export async function readConfig(io: Pick<Io, 'environment' | 'platform'>): Promise<Config> {
  const path = configFile(io);
  const text = readText(path);
  if (text === undefined) return emptyConfig;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    const { syntaxProblem } = await import('../base/json-syntax.ts');
    throw damaged(path, syntaxProblem(text));
  }
  return outline(path, raw);
}

function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  if (bytes === undefined) return undefined;
  const text = decodeUtf8(bytes);
  if (text === undefined) throw damaged(path, 'it is not UTF-8 text');
  return text;
}

function readBytes(path: string): Buffer | undefined {
  let kind: Kind;
  try {
    // Asked first, because an exception for what is usual (no config yet) costs more than the answer.
    kind = kindOf(path);
    if (kind === 'file') return readBounded(path, mostOfConfig);
  } catch (error) {
    throw damaged(path, `it cannot be read (${errorCode(error) ?? String(error)})`, 'check its permissions');
  }
  if (kind === 'none') return undefined;
  if (kind === 'broken link')
    throw damaged(
      path,
      'it is a link to a file that does not exist',
      'bring that file back, or remove the link',
    );
  if (kind === 'another’s')
    throw damaged(
      path,
      'it belongs to another user',
      'put one of your own in its place, or name another folder in CGW_CONFIG_DIR',
    );
  throw damaged(path, kind === 'folder' ? 'it is a folder' : 'it is not a file', 'move it away');
}

type Kind = 'file' | 'another’s' | 'folder' | 'other' | 'none' | 'broken link';

/** A hundred times what a thousand profiles take. */
const mostOfConfig = 64 * maxFileBytes;

function kindOf(path: string): Kind {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? 'broken link' : 'none';
  if (stat.isFile()) return isOwn(stat) ? 'file' : 'another’s';
  return stat.isDirectory() ? 'folder' : 'other';
}

/**
 * The config that is to be changed, its outline checked as by `readConfig`. `profileIn` gives its profiles as they
 * are, so that a change can mend one; what comes of it is checked before it is written.
 * @throws UserError (3) with the place and the reason.
 */
export function readForChange(path: string, raw: unknown): Config {
  const config = outline(path, raw);
  changing.add(config);
  return config;
}

function outline(path: string, raw: unknown): Config {
  const problem = outlineProblem(raw);
  if (problem !== undefined) throw damaged(path, problem);
  const { default: standard, quiet, roles, profiles } = raw as Partial<Config>;
  const config: Config = {
    ...emptyConfig,
    ...(standard === undefined ? {} : { default: standard }),
    ...(quiet === undefined ? {} : { quiet }),
    roles: roles ?? {},
    profiles: profiles ?? {},
  };
  files.set(config, path);
  return config;
}

/**
 * Checks a changed config to the last field. Only a profile that was invalid before and is left exactly as it was
 * may be so: one bad profile must not stand in the way of the others.
 * @throws UserError (3) naming every place that is wrong.
 */
export function requireSound(path: string, before: Config, after: Config): void {
  const problem = outlineProblem(after);
  if (problem !== undefined) throw damaged(path, problem);
  const changed = Object.keys(after.profiles).filter(name => !isLeft(before, after, name));
  const problems = changed.flatMap(name => storedProblems(after, name));
  if (problems.length > 0) throw damaged(path, problems.join('; '));
}

/** Compared as it is written: the order of the fields counts too. */
function isLeft(before: Config, after: Config, name: string): boolean {
  const [was, is] = [before, after].map(({ profiles }) => JSON.stringify(profiles[name]));
  return Object.hasOwn(before.profiles, name) && was === is;
}

/**
 * A stored profile by name, checked; undefined when there is none.
 * @throws UserError (3) naming every field that is wrong.
 */
export function profileIn(config: Config, name: string): Profile | undefined {
  if (!Object.hasOwn(config.profiles, name)) return undefined;
  const profile = config.profiles[name];
  if (!changing.has(config) || !isRepairable(profile)) requireValid(config, name);
  return profile;
}

/** Without a known backend nobody can tell what the fields should be. */
export function isRepairable(profile: unknown): boolean {
  return isRecord(profile) && problemsOf(profile).every(({ path }) => path !== 'backend');
}

/** @throws UserError (3) naming every field that is wrong with the stored profile of this name, if there is one. */
export function requireValid(config: Config, name: string): void {
  if (!Object.hasOwn(config.profiles, name)) return;
  const problems = storedProblems(config, name);
  if (problems.length > 0) throw damaged(files.get(config) ?? 'config.json', problems.join('; '));
}

/** What is wrong with a profile of a config, with the place in the file. */
function storedProblems({ profiles }: Config, name: string): string[] {
  return problemsOf(profiles[name]).map(
    ({ path, message }) => `profiles.${name}${path === '' ? '' : `.${shownPath(path)}`} ${message}`,
  );
}

/** The error for a profile that a command would make and that breaks a rule. */
export function invalidProfile(name: string, problems: readonly Problem[]): UserError {
  const lines = problems.map(
    ({ path, message }) => `${path === '' ? 'the profile' : shownPath(path)} ${message}`,
  );
  return new UserError(
    exitCode.invalid,
    `profile ${name}: ${lines.join('; ')}`,
    'nothing was changed; put it right with --set, --secret or --unset',
  );
}

function damaged(path: string, reason: string, remedy = mend(path)): UserError {
  return new UserError(exitCode.invalid, `${path}: ${reason}`, `${remedy}; cgw leaves it as it is`);
}

function mend(path: string): string {
  const backedUp = existsSync(join(dirname(path), backupName));
  return `mend the file by hand${backedUp ? `, or restore ${backupName} beside it` : ''}`;
}
