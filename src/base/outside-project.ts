import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path';
import type { Environment, Io } from './io.ts';
import { homeFolder, realPath } from './paths.ts';

/*
 * A folder that somebody works in may come from anybody: it must not decide which program cgw starts for its own
 * purposes, nor what that program loads. An interpreter loads modules from the folder that it is started in, and a shell
 * finds programs in `.` or in `node_modules/.bin` where PATH says so.
 */

type Place = Pick<Io, 'environment' | 'cwd'>;

/** Lists of folders from which interpreters load code. */
const searchPaths = ['PATH', 'PYTHONPATH', 'NODE_PATH', 'PERL5LIB', 'RUBYLIB'] as const;

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

/** A shell can stand in a folder that was deleted: then there is no project. */
function ownPlace(): Place {
  try {
    return { environment: process.env, cwd: process.cwd() };
  } catch {
    return { environment: process.env, cwd: sep };
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

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
