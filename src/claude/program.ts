import { basename, dirname, join } from 'node:path';
import { readJson } from '../base/bounded-read.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Here, Io } from '../base/io.ts';
import { asRecord } from '../base/json.ts';
import { behindShim } from '../base/npm-shim.ts';
import { programOutsideProject } from '../base/outside-project.ts';
import { isThis } from '../base/own-program.ts';
import { homeFolder, realPath } from '../base/paths.ts';

/**
 * The `claude` to start: `$CGW_CLAUDE` (a path or a name), else `claude` on PATH, else where an installer has put it
 * that leaves the rest to an alias or to the next login.
 * @throws UserError (127)
 */
export function findClaude(io: Io): string {
  const wanted = wantedClaude(io);
  const found = locateClaude(wanted, io);
  if (found !== undefined && isThis(found))
    throw new UserError(exitCode.notFound, `${found} is cgw itself`, realOne);
  if (found !== undefined) return found;
  const ofProject = findProgram(wanted, io);
  if (ofProject !== undefined)
    throw new UserError(
      exitCode.notFound,
      `the only ${wanted} on PATH is ${ofProject}, which comes with this folder or is named by a relative path`,
      'install it with npm install -g @anthropic-ai/claude-code, or point CGW_CLAUDE at it',
    );
  throw new UserError(
    exitCode.notFound,
    wanted === 'claude' ? 'claude is not on PATH' : `CGW_CLAUDE names ${wanted}, which is not a program`,
    'install it with npm install -g @anthropic-ai/claude-code, or point CGW_CLAUDE at it (an alias does not count)',
  );
}

const realOne = 'point CGW_CLAUDE at the real claude';

function wantedClaude({ environment }: Here): string {
  return environment.CGW_CLAUDE || 'claude';
}

function locateClaude(wanted: string, io: Here): string | undefined {
  if (/[\\/]/.test(wanted)) return findProgram(wanted, io);
  return programOutsideProject(wanted, io) ?? (wanted === 'claude' ? claudeOffPath(io) : undefined);
}

/** Where the installers of Claude Code put it below the home folder: the native one, and the local one of npm. */
const offPath = ['.local/bin/claude', '.claude/local/claude'] as const;

/** The one that counts where PATH has none. */
export function claudeOffPath(io: Here): string | undefined {
  const home = homeFolder(io);
  return offPath.map(path => findProgram(join(home, path), io)).find(found => found !== undefined);
}

/** Says in an environment which process became `claude`, and how many launches it was that led to it. */
const launches = 'CGW_LAUNCHES';

/** Where launches lead to launches, the last of them: a `claude` in a tool of a `claude` is no reason to stop. */
const mostLaunches = 2;

/**
 * What marks the environment of a launch. A `claude` that itself calls `cgw run` or `cgw exec` would go on for ever, as
 * this process or as its child.
 * @throws UserError (127)
 */
export function launchMark(claude: string, { environment }: Io): Readonly<Record<string, string>> {
  const [before, count] = (environment[launches] ?? '').split(':').map(Number);
  const again = before === process.pid || before === process.ppid ? (count ?? 0) + 1 : 1;
  if (again > mostLaunches)
    throw new UserError(exitCode.notFound, `${claude} starts cgw again, and so on for ever`, realOne);
  return { [launches]: `${process.pid}:${again}` };
}

/** The same where any program is started, which may be that `claude`. */
export function launchMarkFor(program: string, io: Io): Readonly<Record<string, string>> {
  return program === locateClaude(wantedClaude(io), io) ? launchMark(program, io) : {};
}

/** The full path of a program as a shell would find it, or undefined. */
export function findProgram(program: string, io: Here): string | undefined {
  return Bun.which(program, { PATH: io.environment.PATH ?? '', cwd: io.cwd }) ?? undefined;
}

/**
 * Which Claude Code would be started, without starting it: `claude 2.1.330`, `claude` where its version cannot be
 * told from where it is, or that there is none.
 */
export function claudeLabel(io: Io): string {
  const found = installedClaude(io);
  if (found === undefined) return 'claude not found';
  return found.version === undefined ? 'claude' : `claude ${found.version}`;
}

/** The program that would be started, without its links, and its version as far as its place tells. */
export function installedClaude(
  io: Here,
): { readonly path: string; readonly version: string | undefined } | undefined {
  const found = locateClaude(wantedClaude(io), io);
  return found === undefined ? undefined : { path: realPath(found), version: versionAt(found) };
}

/** The native installer names the file after its version; npm keeps a `package.json` above it. */
function versionAt(program: string): string | undefined {
  try {
    const real = realPath(behindShim(program) ?? program);
    const name = basename(real);
    if (isVersion(name)) return name;
    for (const folder of [dirname(real), dirname(dirname(real))]) {
      const version = packageVersion(join(folder, 'package.json'));
      if (version !== undefined) return version;
    }
  } catch {
    // A link into nothing; the launch says so.
  }
  return undefined;
}

function packageVersion(file: string): string | undefined {
  const { name, version } = asRecord(readJson(file));
  const isClaude = String(name).startsWith('@anthropic-ai/claude-code');
  return isClaude && typeof version === 'string' && isVersion(version) ? version : undefined;
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+[\w.-]*$/.test(text);
}
