import { delimiter } from 'node:path';
import type { Io } from '../../base/io.ts';
import { realPath } from '../../base/paths.ts';
import { findProgram } from '../../claude/find.ts';
import { claudeLabel } from '../../claude/version.ts';
import type { ClaudeProgram } from '../situation.ts';

/** The programs that `claude` means: what `$CGW_CLAUDE` names, else all on PATH, each once. */
export function readClaude(io: Io): ClaudeProgram[] {
  const named = io.environment.CGW_CLAUDE;
  const paths = named
    ? [findProgram(named, io)]
    : (io.environment.PATH ?? '')
        .split(delimiter)
        .map(folder => findProgram('claude', { ...io, environment: { PATH: folder } }));
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
