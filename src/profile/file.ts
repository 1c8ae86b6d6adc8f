import { existsSync, lstatSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../backends/profile.ts';
import { isOwn, maxFileBytes, NotOwn, readBounded, readBoundedText } from '../base/bounded-read.ts';
import { exitCode, leftAsItIs, notDone, remedyFor, UserError } from '../base/errors.ts';
import type { Where } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { shownPath } from '../base/masking.ts';
import { quotedWord } from '../base/quoting.ts';
import { decodeUtf8, isLossy, withoutMark } from '../base/utf8.ts';
import { type Config, emptyConfig, outlineProblem, withCatalogs } from './config.ts';
import { configFile } from './paths.ts';
import { type Problem, problemsOf } from './rules.ts';

/** What keeps the content of before the last write, beside the config. */
export const backupName = 'config.json.bak';

/** Which file a config was read from, for the errors about its profiles. */
const files = new WeakMap<Config, string>();

/** Configs that are being changed: a profile of theirs may be invalid until the change has fixed it. */
const changing = new WeakSet<Config>();

/**
 * The hot read: `config.json` as text to a `Config`, whose outline is checked here and whose profiles are
 * checked one by one when they are asked for (`profileIn`). A missing file is an empty config.
 * @throws UserError (3) with the place and the reason; the file is never touched.
 */
export async function readConfig(io: Where): Promise<Config> {
  const path = configFile(io);
  const text = contentOf(path, readText);
  return text === undefined ? emptyConfig : parsed(path, text);
}

/** The same, and the bytes that it was read from; undefined: there is no file. */
export async function readConfigBytes(io: Where): ReturnType<typeof readBoth> {
  return readBoth(configFile(io));
}

/** A config, or the draft of one, as it stands in its file, whatever is in it; undefined: there is none. */
export function configText(path: string): string | undefined {
  return contentOf(path, readText);
}

/**
 * A config that somebody has edited by hand, checked to the last field.
 * @throws UserError (3) naming every place that is wrong.
 */
export async function readDraft(path: string, remedy: string): Promise<Config> {
  try {
    const { config } = await readBoth(path);
    requireSound(path, emptyConfig, config);
    return config;
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.exit, error.message, remedy) : error;
  }
}

async function readBoth(path: string): Promise<{ bytes: Buffer | undefined; config: Config }> {
  const bytes = contentOf(path, readBytes);
  if (bytes === undefined) return { bytes, config: emptyConfig };
  return { bytes, config: await parsed(path, decoded(path, bytes)) };
}

async function parsed(path: string, text: string): Promise<Config> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    const { syntaxProblem } = await import('../base/json-syntax.ts');
    throw damaged(path, syntaxProblem(text));
  }
  return outline(path, raw);
}

function readBytes(path: string): Buffer {
  return readBounded(path, mostOfConfig, 'own');
}

function readText(path: string): string {
  const text = readBoundedText(path, mostOfConfig, 'own');
  return isLossy(text) ? decoded(path, readBytes(path)) : withoutMark(text);
}

function decoded(path: string, bytes: Buffer): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw damaged(path, 'it is not UTF-8 text');
  return text;
}

function contentOf<Content>(path: string, read: (path: string) => Content): Content | undefined {
  let why: keyof typeof unreadable | 'none';
  let stat: Stats | undefined;
  try {
    // Asked first, because an exception for what is usual (no config yet) costs more than the answer.
    stat = statSync(path, { throwIfNoEntry: false });
    const isLarge = stat?.isFile() === true && stat.size > mostOfConfig;
    if (stat?.isFile() && !isLarge) return read(path);
    if (isLarge) why = 'too large';
    else if (stat !== undefined) why = stat.isDirectory() ? 'folder' : 'other';
    else why = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? 'broken link' : 'none';
  } catch (error) {
    if (error instanceof UserError) throw error;
    // Another’s may be closed to this user, too.
    if (!(error instanceof NotOwn) && (stat === undefined || isOwn(stat)))
      throw damaged(path, `it ${notDone('read', error)}`, remedyFor(error));
    why = 'another’s';
  }
  if (why === 'none') return undefined;
  const [reason, remedy] = unreadable[why];
  throw damaged(path, reason, remedy);
}

/** A hundred times what a thousand profiles take. */
const mostOfConfig = 64 * maxFileBytes;

/** Why a config is not read, and what to do. */
const unreadable = {
  'broken link': ['it is a link to a file that does not exist', 'bring that file back, or remove the link'],
  'another’s': [
    'it belongs to another user',
    'put one of your own in its place, or name another folder in CGW_CONFIG_DIR',
  ],
  folder: ['it is a folder', 'move it away'],
  'too large': [`it is larger than ${mostOfConfig / maxFileBytes} MiB`, 'move it away'],
  other: ['it is not a file', 'move it away'],
} as const;

/**
 * The config that is to be changed, read and checked as by `readConfig`, and the bytes of its file. `profileIn` gives its
 * profiles as they are, so that a change can fix one; what comes of it is checked before it is written.
 * @throws UserError (3) with the place and the reason.
 */
export async function readForChange(
  path: string,
): Promise<{ readonly bytes: Buffer | undefined; readonly config: Config }> {
  const { bytes, config } = await readBoth(path);
  if (bytes !== undefined) changing.add(config);
  return { bytes, config };
}

function outline(path: string, raw: unknown): Config {
  const problem = outlineProblem(raw);
  if (problem !== undefined) throw damaged(path, problem);
  const { $schema, default: standard, quiet, mouse, roles, profiles = {}, catalogs } = raw as Partial<Config>;
  const config: Config = {
    ...($schema === undefined ? {} : { $schema }),
    ...emptyConfig,
    ...(standard === undefined ? {} : { default: standard }),
    ...(quiet === undefined ? {} : { quiet }),
    ...(mouse === undefined ? {} : { mouse }),
    roles: roles ?? {},
    profiles: catalogs === undefined ? profiles : withCatalogs(profiles, catalogs),
    ...(catalogs === undefined ? {} : { catalogs }),
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
    `nothing was changed; fix it with ${corrections(problems) || '--set, --secret or --unset'}`,
  );
}

/** The flags that put problems right, where it is known how. */
export function corrections(problems: readonly Problem[]): string {
  return problems
    .flatMap(({ path, instead }) =>
      instead === undefined ? [] : [`--set ${quotedWord(`${path}=${instead}`)}`],
    )
    .join(' ');
}

function damaged(path: string, reason: string, remedy = byHand(path)): UserError {
  return leftAsItIs(path, reason, remedy);
}

function byHand(path: string): string {
  const backedUp = existsSync(join(dirname(path), backupName));
  return `fix the file by hand${backedUp ? `, or restore ${backupName} beside it` : ''}`;
}
