import { readFileSync, statSync } from 'node:fs';
import { exitCode, UserError } from '../errors.ts';
import { errorCode, type Io } from '../io.ts';
import { type Problem, problemsOf } from './check.ts';
import { configFile } from './paths.ts';
import { type Config, configVersion, emptyConfig, isRecord, type Profile } from './profile.ts';

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
    const { syntaxProblem } = await import('./syntax.ts');
    throw damaged(path, syntaxProblem(text));
  }
  return outline(path, raw);
}

function readText(path: string): string | undefined {
  try {
    // Asked first, because an exception for what is usual (no config yet) costs more than the answer.
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EISDIR') throw damaged(path, 'it is a folder');
    throw damaged(path, `it cannot be read (${code ?? String(error)})`);
  }
}

function outline(path: string, raw: unknown): Config {
  if (!isRecord(raw)) throw damaged(path, 'it does not hold an object');
  const { version, roles = {}, profiles = {}, default: standard } = raw;
  if (version !== configVersion) {
    const newer = typeof version === 'number' && version > configVersion;
    throw damaged(
      path,
      `"version" is ${JSON.stringify(version) ?? 'missing'}, this cgw reads ${configVersion}${newer ? ' (a newer cgw wrote it)' : ''}`,
    );
  }
  if (!isRecord(profiles)) throw damaged(path, '"profiles" is not an object');
  if (!isTexts(roles)) throw damaged(path, '"roles" is not an object of names');
  if (standard !== undefined && typeof standard !== 'string') throw damaged(path, '"default" is not a name');
  return {
    version: configVersion,
    ...(standard === undefined ? {} : { default: standard }),
    roles,
    profiles: profiles as Config['profiles'],
  };
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
  const problems = problemsOf(profile);
  if (problems.length > 0) throw invalidProfile(name, problems);
  return profile;
}

/** The error for a profile that breaks a rule. */
export function invalidProfile(name: string, problems: readonly Problem[]): UserError {
  const lines = problems.map(({ path, message }) => `${path === '' ? 'the profile' : path} ${message}`);
  return new UserError(
    exitCode.invalid,
    `profile ${name}: ${lines.join('; ')}`,
    `cgw edit ${name}, or cgw presets`,
  );
}

export function damaged(path: string, reason: string): UserError {
  return new UserError(
    exitCode.invalid,
    `${path}: ${reason}`,
    'mend the file by hand, or restore config.json.bak beside it; cgw leaves it as it is',
  );
}
