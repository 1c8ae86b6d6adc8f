import { dirname, join, resolve } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { realPath } from '../base/paths.ts';
import { excerpt, safeLine } from '../base/terminal-text.ts';
import { addedFolders, asksNothing, makesWorktree, optionsOf } from './arguments.ts';
import { memoryFile, recall, remember } from './folder-memory.ts';
import { globalFile } from './global-config.ts';
import {
  fromFolder,
  type ProgramFile,
  type ProgramKind,
  programKinds,
  projectPrograms,
} from './project-programs.ts';
import { gitRoot } from './settings-files.ts';

/** What is about to be launched. */
type Launch = {
  readonly name: string;
  readonly args: readonly string[];
  /** `--trust-project`: the user has read what the folder can start. */
  readonly trust: boolean;
  readonly quiet: boolean;
  /** As Claude Code will see it, with or without secrets. */
  readonly environment: Environment;
};

/**
 * Says what the files of this folder can start, where neither Claude Code nor cgw was told that they may.
 * @throws UserError (3) where Claude Code would start it without asking.
 */
export function requireTrust({ name, args, trust, quiet, environment }: Launch, io: Io): void {
  const all = [...projectPrograms(io, environment, addedFolders(args)), ...newWorktree(args, io)];
  const files = optionsOf(args).includes(ignoreFlag) ? ofKinds(all, kind => kind === 'git') : all;
  if (files.length === 0) return;
  if (trust) rememberTrusted(all, io);
  if (trust || isTrustedByClaude(io, environment)) return;
  const trusted = trustedFiles(io);
  const changed = files.filter(({ path, hash }) => hash === undefined || trusted?.[path] !== hash);
  if (changed.length === 0) return;
  const news = trusted === undefined ? '' : ', changed since you trusted it';
  if (!asksNothing(args, io.isTerminal('out'))) {
    if (!quiet) io.err(`cgw: ${io.cwd} can start programs${news}: ${told(changed, io.cwd)}\n`);
    return;
  }
  const unasked = ofKinds(changed, kind => programKinds[kind].unasked);
  if (unasked.length === 0) return;
  const without =
    ofKinds(unasked, kind => kind === 'git').length > 0
      ? ''
      : `; or go without them: cgw run ${name} ${ignoreFlag} …`;
  throw new UserError(
    exitCode.invalid,
    `${io.cwd} starts programs without asking${news}: ${told(unasked, io.cwd)}`,
    `read these files, then: cgw run --trust-project ${name} …${without}`,
  );
}

function ofKinds(files: readonly ProgramFile[], test: (kind: ProgramKind) => boolean): ProgramFile[] {
  return files.flatMap(file => {
    const programs = file.programs.filter(({ kind }) => test(kind));
    return programs.length > 0 ? [{ ...file, programs }] : [];
  });
}

/**
 * Claude Code’s own: with `-p` nothing of the project’s settings, servers and skills is started; what git starts by its own
 * settings still is (observed).
 */
const ignoreFlag = '--ignore-persisted-trust';

/** What a work tree holds that does not exist yet cannot be agreed to for later launches. */
function newWorktree(args: readonly string[], io: Io): ProgramFile[] {
  if (!makesWorktree(args) || gitRoot(io.cwd) === undefined) return [];
  return [{ path: io.cwd, programs: [{ kind: 'worktree', names: [] }], hash: undefined }];
}

/** Many of a kind say no more than some. */
const mostTold = 8;

function told(files: readonly ProgramFile[], cwd: string): string {
  const each = files.flatMap(({ path, programs }) =>
    programs.map(({ kind, names }) => {
      const shown = names.length > mostTold ? [...names.slice(0, mostTold), '…'] : names;
      const what = [programKinds[kind].title, shown.map(each => excerpt(each)).join(', ')].filter(
        text => text !== '',
      );
      return kind === 'worktree' ? what.join(' ') : `${what.join(' ')} (${safeLine(fromFolder(path, cwd))})`;
    }),
  );
  return [
    ...each.slice(0, mostTold),
    ...(each.length > mostTold ? [`and ${each.length - mostTold} more`] : []),
  ].join('; ');
}

/**
 * Whether the user said in Claude Code that this folder is trusted: it, or one above it in the same repository, or the
 * main work tree of a linked one (read in its program, and observed). Where in doubt, it is not.
 */
function isTrustedByClaude(io: Io, environment: Environment): boolean {
  const { projects } = globalFile(io, environment)?.content ?? {};
  if (!isRecord(projects)) return false;
  const isTrusted = (folder: string) => {
    const project = Object.hasOwn(projects, folder) ? projects[folder] : undefined;
    return isRecord(project) && project.hasTrustDialogAccepted === true;
  };
  return trustFolders(realPath(io.cwd)).some(folder => isTrusted(folder.normalize('NFC')));
}

function trustFolders(folder: string): string[] {
  const git = join(folder, '.git');
  const linked = mainOfLinked(git);
  if (linked !== undefined) return [folder, ...linked];
  if (dirname(folder) === folder) return [folder];
  return [folder, ...trustFolders(dirname(folder))];
}

/**
 * Undefined where there is no `.git`; else the main work tree that it belongs to, if that says so, too: a hostile folder
 * may point at a repository that is trusted.
 */
function mainOfLinked(git: string): string[] | undefined {
  try {
    const [, target] = /^gitdir: (.+)$/m.exec(readBounded(git).toString()) ?? [];
    if (target === undefined) return [];
    const own = resolve(dirname(git), target);
    const back = resolve(own, readBounded(join(own, 'gitdir')).toString().trim());
    const common = resolve(own, readBounded(join(own, 'commondir')).toString().trim());
    return realPath(back) === realPath(git) ? [realPath(dirname(common))] : [];
  } catch (error) {
    return isMissing(git, error) ? undefined : [];
  }
}

function isMissing(git: string, error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ENOENT' &&
    'path' in error &&
    error.path === git
  );
}

/** The files that were agreed to in this folder, each with the hash of its content. */
function trustedFiles(io: Io): Readonly<Record<string, unknown>> | undefined {
  const here = recall('trusted', realPath(io.cwd), io);
  return isRecord(here) ? here : undefined;
}

function rememberTrusted(files: readonly ProgramFile[], io: Io): void {
  const hashes = files.flatMap(({ path, hash }) => (hash === undefined ? [] : [[path, hash] as const]));
  if (!remember('trusted', realPath(io.cwd), Object.fromEntries(hashes), io))
    io.err(
      `cgw: ${memoryFile('trusted', io)} cannot be written, so --trust-project counts for this launch only\n`,
    );
}
