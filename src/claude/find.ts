import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';

/**
 * The `claude` to start: `$CGW_CLAUDE` (a path or a name), else `claude` on PATH.
 * @throws UserError (127)
 */
export function findClaude(io: Io): string {
  const wanted = io.environment.CGW_CLAUDE || 'claude';
  const found = findProgram(wanted, io);
  if (found !== undefined) return found;
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
