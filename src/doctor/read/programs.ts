import { statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Io } from '../../base/io.ts';
import { homeFolder, listFolder, realPath } from '../../base/paths.ts';
import { isOlder } from '../../base/versions.ts';
import { type DriftItem, driftOf } from '../../claude/drift.ts';
import { commandKeys, startedProgram } from '../../claude/helper-command.ts';
import { claudeLabel, claudeOffPath, findProgram } from '../../claude/program.ts';
import { readProgramNames } from '../../claude/program-names.ts';
import { observedClaude } from '../../env/observed.ts';
import type { ClaudeProgram, SettingsText, Situation } from '../situation.ts';

/** The programs that `claude` means: what `$CGW_CLAUDE` names, else all on PATH, each once. */
export function readClaude(io: Io): ClaudeProgram[] {
  const named = io.environment.CGW_CLAUDE;
  const onPath = (io.environment.PATH ?? '')
    .split(delimiter)
    .map(folder => findProgram('claude', { ...io, environment: { PATH: folder } }))
    .filter(path => path !== undefined);
  const paths = named ? [findProgram(named, io)] : onPath.length > 0 ? onPath : [claudeOffPath(io)];
  const found = new Map<string, string>();
  for (const path of paths)
    if (path !== undefined) {
      const real = realPath(path);
      if (!found.has(real)) found.set(real, path);
    }
  return [...found.values()].map(path => ({ path, version: versionOf(path, io) }));
}

function versionOf(path: string, io: Io): string | null {
  const label = claudeLabel({ ...io, environment: { ...io.environment, CGW_CLAUDE: path } });
  return /^claude (\d\S*)$/.exec(label)?.[1] ?? null;
}

/** What a program that is newer than the observed one has and nobody has judged. */
export function readUnknownNames(claude: ClaudeProgram | undefined): readonly DriftItem[] {
  if (claude === undefined || claude.version === null) return [];
  if (!isOlder(observedClaude.version, claude.version)) return [];
  const names = readProgramNames(claude.path, claude.version);
  return names === undefined ? [] : driftOf(names).fresh;
}

/** What `sh` does itself. */
const shellWords = new Set(
  '. : [ cd command echo eval exec exit export false if printf read set source test true unset for while case until'.split(
    ' ',
  ),
);

/** The programs of commands in these files that are not there: a tool that was updated takes its versioned folder along. */
export function readGonePrograms(files: readonly SettingsText[], io: Io): ReadonlySet<string> {
  const programs = files.flatMap(({ content }) => commandKeys.map(key => startedProgram(content[key])));
  return new Set(
    programs.filter(
      word =>
        word !== undefined && !shellWords.has(word) && findProgram(expanded(word, io), io) === undefined,
    ),
  ) as ReadonlySet<string>;
}

function expanded(word: string, io: Io): string {
  return word.startsWith('~/') ? join(homeFolder(io), word.slice(2)) : word;
}

/**
 * LiteLLM as it is installed for the Pythons of this machine: by the names of the folders in which Python keeps what
 * it knows of a package. No Python is started.
 */
export function readLitellm(io: Io): Situation['litellm'] {
  const found = new Map<string, { version: string; path: string }>();
  for (const prefix of prefixesOf(io))
    for (const packages of packageFolders(prefix))
      for (const name of listFolder(packages)) {
        const version = /^litellm-(\d[^-]*)\.dist-info$/i.exec(name)?.[1];
        if (version !== undefined)
          found.set(realPath(join(packages, name)), { version, path: join(packages, name) });
      }
  return [...found.values()];
}

/** Where a Python has its `lib`: beside every `bin` of PATH with one, and where tools put theirs. */
function prefixesOf(io: Io): Set<string> {
  const { environment } = io;
  const home = homeFolder(io);
  const onPath = (environment.PATH ?? '').split(delimiter).flatMap(folder =>
    ['python3', 'python', 'litellm']
      .map(program => join(folder, program))
      .filter(isFile)
      .flatMap(program => [dirname(folder), dirname(dirname(realPath(program)))]),
  );
  const versions = join(environment.PYENV_ROOT || join(home, '.pyenv'), 'versions');
  return new Set([
    ...onPath,
    ...[environment.VIRTUAL_ENV, environment.CONDA_PREFIX].filter(folder => folder !== undefined),
    ...[join(home, '.local'), join(home, '.local', 'share', 'uv', 'tools', 'litellm')],
    join(home, '.local', 'share', 'pipx', 'venvs', 'litellm'),
    ...listFolder(versions).map(version => join(versions, version)),
  ]);
}

function packageFolders(prefix: string): string[] {
  const lib = join(prefix, 'lib');
  const pythons = listFolder(lib).filter(name => /^python3/.test(name));
  return [
    join(prefix, 'Lib', 'site-packages'),
    ...pythons.flatMap(name => [join(lib, name, 'site-packages'), join(lib, name, 'dist-packages')]),
  ];
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
