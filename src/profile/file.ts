import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../backends/profile.ts';
import { errorCode, exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { shownPath } from '../base/masking.ts';
import { quotedName } from '../base/quoting.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { type Config, configVersion, emptyConfig } from './config.ts';
import { nameProblem } from './names.ts';
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
  let kind: 'file' | 'folder' | 'other' | 'none' | 'broken link';
  try {
    // Asked first, because an exception for what is usual (no config yet) costs more than the answer.
    kind = kindOf(path);
    if (kind === 'file') return readFileSync(path);
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
  throw damaged(path, kind === 'folder' ? 'it is a folder' : 'it is not a file', 'move it away');
}

function kindOf(path: string): 'file' | 'folder' | 'other' | 'none' | 'broken link' {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? 'broken link' : 'none';
  if (stat.isFile()) return 'file';
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
  if (!isRecord(raw)) throw damaged(path, 'it does not hold an object');
  const { version, roles = {}, profiles = {}, default: standard, quiet, ...unknown } = raw;
  if (version !== configVersion) {
    const newer = typeof version === 'number' && version > configVersion;
    const found = typeof version === 'string' ? quotedName(version) : (JSON.stringify(version) ?? 'missing');
    throw damaged(
      path,
      `"version" is ${found}, this cgw reads ${configVersion}${newer ? ' (a newer cgw wrote it)' : ''}`,
    );
  }
  if (!isRecord(profiles)) throw damaged(path, '"profiles" is not an object');
  if (!isTexts(roles)) throw damaged(path, '"roles" is not an object of names');
  if (standard !== undefined && typeof standard !== 'string') throw damaged(path, '"default" is not a name');
  if (quiet !== undefined && typeof quiet !== 'boolean') throw damaged(path, '"quiet" is not true or false');
  const [extra] = Object.keys(unknown);
  if (extra !== undefined)
    throw damaged(
      path,
      `${quotedName(extra)} is not known; it takes version, default, quiet, roles and profiles`,
    );
  requireNames(path, 'profiles', Object.keys(profiles));
  requireNames(path, 'roles', [...Object.keys(roles), ...Object.values(roles)]);
  if (standard !== undefined) requireNames(path, 'default', [standard]);
  const config: Config = {
    version: configVersion,
    ...(standard === undefined ? {} : { default: standard }),
    ...(quiet === undefined ? {} : { quiet }),
    roles,
    profiles: profiles as Config['profiles'],
  };
  files.set(config, path);
  return config;
}

/**
 * Whether one of many names, a line each, may be wrong: one search, where a thousand checks would be felt. What
 * is more than plain ASCII, long, or begins with a sign is checked by `nameProblem`.
 */
const suspicious = /^$|[^A-Za-z0-9._\n-]|^(?:[._-]|.{65})/m;

function requireNames(path: string, place: string, names: readonly string[]): void {
  const lines = names.join('\n');
  if (!suspicious.test(lines) && lines.split('\n').length === names.length) return;
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== undefined) throw damaged(path, `the name ${quotedName(name)} in "${place}" ${problem}`);
  }
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(item => typeof item === 'string');
}

/**
 * A stored profile by name, checked; undefined when there is none.
 * @throws UserError (3) naming every field that is wrong.
 */
export function profileIn(config: Config, name: string): Profile | undefined {
  if (!Object.hasOwn(config.profiles, name)) return undefined;
  const profile = config.profiles[name];
  if (!changing.has(config) || !isMendable(profile)) requireValid(config, name);
  return profile;
}

/** Without a known backend nobody can tell what the fields should be. */
function isMendable(profile: unknown): boolean {
  return isRecord(profile) && problemsOf(profile).every(({ path }) => path !== 'backend');
}

/** @throws UserError (3) naming every field that is wrong with the stored profile of this name, if there is one. */
export function requireValid(config: Config, name: string): void {
  if (!Object.hasOwn(config.profiles, name)) return;
  const problems = problemsOf(config.profiles[name]);
  if (problems.length === 0) return;
  throw damaged(
    files.get(config) ?? 'config.json',
    problems
      .map(({ path, message }) => `profiles.${name}${path === '' ? '' : `.${shownPath(path)}`} ${message}`)
      .join('; '),
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

export function damaged(path: string, reason: string, remedy = mend(path)): UserError {
  return new UserError(exitCode.invalid, `${path}: ${reason}`, `${remedy}; cgw leaves it as it is`);
}

function mend(path: string): string {
  const backedUp = existsSync(join(dirname(path), backupName));
  return `mend the file by hand${backedUp ? `, or restore ${backupName} beside it` : ''}`;
}
