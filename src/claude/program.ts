import { basename, dirname, join } from 'node:path';
import { programApart } from '../base/apart.ts';
import { readBounded } from '../base/bounded-read.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { realPath } from '../base/paths.ts';

/**
 * The `claude` to start: `$CGW_CLAUDE` (a path or a name), else `claude` on PATH.
 * @throws UserError (127)
 */
export function findClaude(io: Io): string {
  const wanted = io.environment.CGW_CLAUDE || 'claude';
  const found = /[\\/]/.test(wanted) ? findProgram(wanted, io) : programApart(wanted, io);
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
    wanted === 'claude' ? 'claude is not on PATH' : `CGW_CLAUDE names ${wanted}, which is no program`,
    'install it with npm install -g @anthropic-ai/claude-code, or point CGW_CLAUDE at it',
  );
}

/** The full path of a program as a shell would find it, or undefined. */
export function findProgram(program: string, io: Io): string | undefined {
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
  io: Io,
): { readonly path: string; readonly version: string | undefined } | undefined {
  const wanted = io.environment.CGW_CLAUDE || 'claude';
  const found = /[\\/]/.test(wanted) ? findProgram(wanted, io) : programApart(wanted, io);
  return found === undefined ? undefined : { path: realPath(found), version: versionAt(found) };
}

/** The native installer names the file after its version; npm keeps a `package.json` above it. */
function versionAt(program: string): string | undefined {
  try {
    const real = realPath(program);
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
  try {
    const parsed: unknown = JSON.parse(readBounded(file).toString('utf8'));
    if (!isRecord(parsed) || !String(parsed.name).startsWith('@anthropic-ai/claude-code')) return undefined;
    return typeof parsed.version === 'string' && isVersion(parsed.version) ? parsed.version : undefined;
  } catch {
    return undefined;
  }
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+[\w.-]*$/.test(text);
}
