import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canAsk } from '../base/ask.ts';
import { runCommand } from '../base/child.ts';
import { exitCode, Interrupted, UserError } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { outsideProject, programOutsideProject } from '../base/outside-project.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import type { CatalogSource } from './catalog-source.ts';
import { gitProblem } from './git-problem.ts';

/** The one file of a repository that is read: what `cgw export --catalog` prints. */
export const catalogFile = 'cgw.json';

/** Far more than a team’s profiles take. */
const mostCatalogBytes = 256 * 1024;

/** Of a repository without its history; a server may send without end, and the folder may lie in memory. */
const mostFetchedBytes = 256 * 1024 * 1024;

/** How often its size is looked at. */
const lookMs = 100;

/** Where git or ssh may ask, somebody looks for a password meanwhile. */
const minutes = { asking: 10, silent: 2 };

/** The file as it stands at a commit. */
export type FetchedCatalog = { readonly commit: string; readonly text: string };

/** By these git would work on another repository than ours (`git rev-parse --local-env-vars`, 2.39). */
const ofRepository = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR', 'GIT_PREFIX'],
  ...['GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_NAMESPACE', 'GIT_CONFIG', 'GIT_CONFIG_PARAMETERS'],
  ...['GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE', 'GIT_REPLACE_REF_BASE', 'GIT_IMPLICIT_WORK_TREE'],
] as const;

/**
 * Fetches the newest commit of a repository by the user’s own git, with its credentials, and reads one file of it. There
 * is no work tree, so links, filters, hooks and submodules of the repository mean nothing.
 * @throws UserError with what git says, or what is wrong with the file; nothing is left on the disk.
 */
export async function fetchCatalog(source: CatalogSource, io: Io): Promise<FetchedCatalog> {
  const git = programOutsideProject('git', io);
  if (git === undefined)
    throw new UserError(exitCode.failed, 'git is not on PATH', 'install git, which fetches catalogs');
  const folder = mkdtempSync(join(tmpdir(), 'cgw-catalog-'));
  const tooLarge = new AbortController();
  const look = setInterval(() => {
    if (bytesIn(folder) > mostFetchedBytes) tooLarge.abort();
  }, lookMs);
  const run = (args: readonly string[]) =>
    askGit([git, ...safely(folder), ...args], source, tooLarge.signal, io);
  try {
    await run(['init', '--quiet', '--bare', '--template=']);
    const wanted = ['--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules'];
    await run(['fetch', ...wanted, `--filter=blob:limit=${mostCatalogBytes}`, '--', source.address, 'HEAD']);
    const commit = textOf(await run(['rev-parse', '--verify', 'FETCH_HEAD^{commit}'])).trim();
    const entry = textOf(await run(['ls-tree', '-z', '--full-tree', commit, '--', catalogFile]));
    const object = fileObject(entry);
    const size = Number(textOf(await run(['cat-file', '-s', object])).trim());
    if (!(size <= mostCatalogBytes)) throw badFile(`is larger than ${mostCatalogBytes / 1024} KiB`);
    const text = decodeUtf8(Buffer.from(await run(['cat-file', 'blob', object])));
    if (text === undefined) throw badFile('is not UTF-8 text');
    if (text.startsWith('version https://git-lfs.github.com/')) throw badFile('is kept in Git LFS');
    return { commit, text };
  } finally {
    clearInterval(look);
    rmSync(folder, { recursive: true, force: true });
  }
}

function bytesIn(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  } catch {
    // git has moved something meanwhile: the next look counts.
    return 0;
  }
}

/** Nothing that git could start by the settings of a repository, and no upkeep behind our back. */
function safely(folder: string): string[] {
  const settings = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'submodule.recurse=false'];
  const quiet = ['gc.auto=0', 'maintenance.auto=false', 'advice.all=false'];
  // A larger object goes to the disk in pieces: 400 MB of zeros come as 0.4 MB, and would be unpacked in memory.
  const small = ['core.bigFileThreshold=1m'];
  return [`--git-dir=${folder}`, ...[...settings, ...quiet, ...small].flatMap(each => ['-c', each])];
}

/** The object of the file, where it is one. @throws UserError (3) */
function fileObject(entry: string): string {
  const [, mode = '', object = ''] = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t/.exec(entry) ?? [];
  if (entry === '') throw badFile('is not there');
  if (mode === '120000') throw badFile('is a symbolic link');
  if (mode === '160000') throw badFile('is a submodule');
  if (!/^100(644|755|664)$/.test(mode)) throw badFile('is not a file');
  return object;
}

function badFile(what: string): UserError {
  return new UserError(
    exitCode.invalid,
    `the file ${catalogFile} at the top of the repository ${what}`,
    `cgw export --catalog > ${catalogFile} makes one; nothing was changed`,
  );
}

/** @throws UserError (1) with git’s reason, Interrupted */
async function askGit(
  argv: readonly string[],
  source: CatalogSource,
  tooLarge: AbortSignal,
  io: Io,
): Promise<Uint8Array> {
  const { cwd, environment } = outsideProject(io);
  const asks = canAsk(io);
  const most = asks ? minutes.asking : minutes.silent;
  const result = await runCommand(argv, {
    cwd,
    environment: gitEnvironment(environment, source.protocol, asks),
    shares: { in: asks, err: false },
    limits: { timeMs: most * 60_000, bytes: mostCatalogBytes + 1 },
    stop: tooLarge,
  });
  if (result.end === 'interrupted') throw new Interrupted(result.signal);
  if (result.end === 'exited' && result.code === 0) return result.stdout;
  if (result.end === 'too much') throw badFile(`is larger than ${mostCatalogBytes / 1024} KiB`);
  if (result.end === 'not needed')
    throw new UserError(
      exitCode.failed,
      `the repository is larger than ${mostFetchedBytes / 1024 / 1024} MiB, without its history`,
      `keep ${catalogFile} in a repository of its own; nothing was changed`,
    );
  const { reason, remedy } = gitProblem(textOf(result.stderr), source);
  throw new UserError(
    exitCode.failed,
    result.end === 'too long'
      ? `git took longer than ${most} minutes`
      : `git could not fetch the catalog: ${reason || result.end}`,
    `${remedy}; nothing was changed`,
  );
}

function gitEnvironment(own: Environment, protocol: CatalogSource['protocol'], asks: boolean): Environment {
  const repository = Object.fromEntries(ofRepository.map(name => [name, undefined]));
  // ssh asks on the terminal that it finds, whatever stdin is. Unlike BatchMode this leaves the user’s core.sshCommand as
  // it is, and counts for the ssh of a ProxyJump.
  const silentSsh = { SSH_ASKPASS: own.SSH_ASKPASS ?? 'false', SSH_ASKPASS_REQUIRE: 'force' };
  return {
    ...own,
    ...repository,
    // Beats the settings of git, and counts for redirects and for addresses that url.….insteadOf rewrites, which often
    // makes ssh of https or https of ssh.
    GIT_ALLOW_PROTOCOL: protocol === 'file' ? 'file' : 'https:ssh',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_TERMINAL_PROMPT: own.GIT_TERMINAL_PROMPT ?? (asks ? '1' : '0'),
    ...(asks ? {} : silentSsh),
    LC_ALL: 'C',
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
