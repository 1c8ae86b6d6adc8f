import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import { isFolder } from '../base/paths.ts';

/*
 * What git itself runs by the settings of a repository when somebody only looks at it (`git status`, `diff`, `log`), which
 * Claude Code does without a question, in a folder that nobody has trusted, too (observed on 2.1.332, 2026-11-29). A clone
 * brings none of it; an archive, a share or a container may.
 */

/** Settings whose value is a program, or leads to more settings. */
const always = [
  /^core\.(fsmonitor|alternaterefscommand)$/,
  /^diff\.(external|.*\.(command|textconv))$/,
  /^filter\..*\.(clean|smudge|process)$/,
  /^gpg\.(.*\.)?(program|defaultkeycommand)$/,
  /^include(if\..*)?\.path$/,
];

/** In a clone that fetches what it lacks, to look is to fetch. */
const whileFetching = [
  /^core\.(sshcommand|gitproxy)$/,
  /^credential\.(.*\.)?helper$/,
  /^remote\..*\.(uploadpack|vcs)$/,
  /^protocol\./,
];

/** No program, or the one that keeps large files. */
const known = /^("?)(true|false|yes|no|on|off|[01]|git-lfs (clean|smudge|filter-process)[^;&|`$<>]*|)\1$/i;

type GitSetting = { readonly key: string; readonly value: string };

/** The settings of a repository by which git runs something, as they stand there. */
export function actingSettings(config: string): readonly GitSetting[] {
  const entries = entriesIn(config);
  const fetches = entries.some(({ key }) => /\.(promisor|partialclone)$/.test(key));
  const rules = fetches ? [...always, ...whileFetching] : always;
  return entries.filter(({ key, value }) => rules.some(rule => rule.test(key)) && !known.test(value));
}

function entriesIn(config: string): GitSetting[] {
  let section = '';
  return config
    .replaceAll(/\\\r?\n/g, '')
    .split('\n')
    .flatMap(line => {
      const [, name, sub, rest = line] =
        /^\s*\[\s*([\w.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line) ?? [];
      if (name !== undefined) section = [name, sub].filter(each => each !== undefined).join('.');
      const [, key, value = ''] = /^\s*([\w-]+)\s*(?:=\s*(.*?)\s*)?$/.exec(rest) ?? [];
      return key === undefined ? [] : [{ key: `${section}.${key}`.toLowerCase(), value }];
    });
}

/** The hook that runs when git has looked at the files. */
const hook = 'post-index-change';

/** Where git looks for the settings and the hook of the repository that a folder is in. */
export function gitFiles(cwd: string): {
  readonly configs: readonly string[];
  readonly hooks: readonly string[];
} {
  const folders = gitFolders(cwd);
  const configs = folders.flatMap(({ path }) => [join(path, 'config'), join(path, 'config.worktree')]);
  const hooks = folders.flatMap(({ path, top }) => [
    join(path, 'hooks', hook),
    ...hookPaths(join(path, 'config')).map(each => join(isAbsolute(each) ? each : join(top, each), hook)),
  ]);
  return { configs, hooks: hooks.filter(path => existsSync(path)) };
}

function hookPaths(config: string): string[] {
  try {
    const entries = entriesIn(readBounded(config).toString());
    return entries.flatMap(({ key, value }) => (key === 'core.hookspath' ? [value.replaceAll('"', '')] : []));
  } catch {
    return [];
  }
}

/** The folder of git for the nearest work tree above, and that of its main one; a bare repository is its own. */
function gitFolders(folder: string): { readonly path: string; readonly top: string }[] {
  for (let top = folder; ; top = dirname(top)) {
    const git = join(top, '.git');
    if (isFolder(git)) return [{ path: git, top }];
    if (existsSync(git)) return linked(git).map(path => ({ path, top }));
    if (['objects', 'refs'].every(each => isFolder(join(top, each))) && existsSync(join(top, 'HEAD')))
      return [{ path: top, top }];
    if (dirname(top) === top) return [];
  }
}

function linked(git: string): string[] {
  try {
    const [, target = ''] = /^gitdir: (.+)$/m.exec(readBounded(git).toString()) ?? [];
    const own = resolve(dirname(git), target);
    const common = join(own, 'commondir');
    return existsSync(common) ? [own, resolve(own, readBounded(common).toString().trim())] : [own];
  } catch {
    return [];
  }
}
