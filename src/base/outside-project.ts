import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { Environment, Io } from './io.ts';
import { homeFolder, isBelow, realPath } from './paths.ts';
import { ownVariables } from './variables-here.ts';

/*
 * A folder that somebody works in may come from anybody: it must not decide which program cgw starts for its own
 * purposes, nor what that program loads. An interpreter loads modules from the folder that it is started in, and a shell
 * finds programs in `.` or in `node_modules/.bin` where PATH says so.
 */

type Place = Pick<Io, 'environment' | 'cwd'>;

/** Folders and files, or lists of them, from which a shell, the loader or an interpreter takes code. */
const searchPaths = [
  ...['PATH', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'LD_AUDIT', 'DYLD_LIBRARY_PATH', 'DYLD_FRAMEWORK_PATH'],
  ...['DYLD_INSERT_LIBRARIES', 'PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONUSERBASE', 'NODE_PATH'],
  ...['PERL5LIB', 'PERLLIB', 'RUBYLIB', 'GEM_PATH', 'GEM_HOME', 'CLASSPATH', 'BASH_ENV'],
  ...['GIT_EXEC_PATH', 'GIT_TEMPLATE_DIR', 'GCONV_PATH', 'OPENSSL_MODULES', 'OPENSSL_CONF', 'GTK_PATH'],
] as const;

/** Files that programs of the clouds and git read: what is relative means the folder that the user is in. */
const fileVariables = [
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CA_BUNDLE', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  ...['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CLAUDE_CODE_CLIENT_CERT', 'CLAUDE_CODE_CLIENT_KEY'],
  ...['ANTHROPIC_IDENTITY_TOKEN_FILE', 'ANTHROPIC_CONFIG_DIR', 'CLAUDE_CONFIG_DIR'],
  ...['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'GIT_SSL_CERT', 'GIT_SSL_KEY', 'GIT_CONFIG_GLOBAL'],
] as const;

/** Where and with what a program is started that has nothing to do with the project here. */
export function outsideProject(place: Place): { readonly cwd: string; readonly environment: Environment } {
  const cwd = safeFolder(place);
  const environment: Record<string, string | undefined> = {
    ...place.environment,
    PWD: cwd,
    OLDPWD: undefined,
  };
  for (const name of searchPaths) {
    const list = environment[name];
    if (list === undefined) continue;
    const safe = safeEntries(list, place);
    environment[name] = safe === '' && name !== 'PATH' ? undefined : safe;
  }
  for (const name of fileVariables) {
    const file = environment[name];
    if (file && !file.startsWith('~')) environment[name] = resolve(place.cwd, file);
  }
  return { cwd, environment };
}

/** The user’s PATH without entries that are relative or lie in the project here. */
function pathApart(place: Place): string {
  return safeEntries(place.environment.PATH ?? '', place);
}

/** A small program of the system (`ps`, `git`) that is not one of the project here; undefined where there is none. */
export function programOutsideProject(name: string, place: Place = ownPlace()): string | undefined {
  return Bun.which(name, { PATH: pathApart(place) }) ?? undefined;
}

type Question = {
  /** A terminal, for who looks at it. */
  readonly stdin?: number | 'ignore';
  readonly more?: Environment;
  /** No answer takes nearly as long. */
  readonly timeMs?: number;
};

/** Asks a program of the system, apart from the project here. @returns its exit code, null where it did not answer in time */
export function askSystem(
  name: 'ps' | 'stty' | 'git',
  args: readonly string[],
  { stdin = 'ignore', more = {}, timeMs = 5_000 }: Question = {},
): { readonly exitCode: number | null; readonly stdout: string } | undefined {
  const place = ownPlace();
  const program = programOutsideProject(name, place) ?? Bun.which(name, { PATH: '/usr/bin:/bin' });
  if (program === null) return undefined;
  const { cwd, environment } = outsideProject(place);
  const { exitCode, stdout } = Bun.spawnSync([program, ...args], {
    cwd,
    env: { ...environment, ...more },
    stdio: [stdin, 'pipe', 'ignore'],
    timeout: timeMs,
    killSignal: 'SIGKILL',
  });
  return { exitCode, stdout: stdout.toString() };
}

/** A shell can stand in a folder that was deleted: then there is no project. */
function ownPlace(): Place {
  try {
    return { environment: ownVariables, cwd: process.cwd() };
  } catch {
    return { environment: ownVariables, cwd: sep };
  }
}

function safeEntries(list: string, place: Place): string {
  const project = projectAt(place);
  const entries = list.split(delimiter).filter(entry => isAbsolute(entry));
  return (project === undefined ? entries : entries.filter(entry => !isBelow(realPath(entry), project))).join(
    delimiter,
  );
}

function safeFolder(place: Place): string {
  const home = homeFolder(place);
  return statSync(home, { throwIfNoEntry: false })?.isDirectory() ? home : sep;
}

/**
 * The repository that somebody stands in, or the folder itself; undefined for the home folder and what it lies in, where
 * programs of the user’s own are.
 */
function projectAt(place: Place): string | undefined {
  const home = realPath(homeFolder(place));
  const here = realPath(place.cwd);
  let project = here;
  for (let at = here; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) project = at;
    if (dirname(at) === at) break;
  }
  for (const each of [project, here]) if (!isBelow(home, each)) return each;
  return undefined;
}
