import { dirname } from 'node:path';
import type { Io } from '../base/io.ts';
import { realPath } from '../base/paths.ts';
import type { Plan } from '../env/plan.ts';
import { leftAlone } from './json-text.ts';
import type { Place } from './place.ts';

/** The secrets of a plan by variable, for a file that is to hold them. */
export function secretsOf(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.changes.flatMap(change =>
      change.action === 'set' && change.secret ? [[change.name, change.value] as const] : [],
    ),
  );
}

/**
 * A file in a project may be a link that came with it, to wherever its author wants the secret to go.
 * @throws UserError (3)
 */
export function requireInside({ target, file, shown }: Place, io: Io): void {
  if (target !== 'local' && target !== 'dotenv') return;
  if (file.startsWith(`${realPath(io.cwd)}/`)) return;
  throw leftAlone(
    shown,
    `it is really ${file}, which is no place for a secret of this folder`,
    'remove the link',
  );
}

/** What to say when git would commit a file with a secret in it. */
export function committedWarning({ file, shown }: Place): string[] {
  const git = Bun.which('git');
  if (git === null) return [];
  const { exitCode } = Bun.spawnSync([git, 'check-ignore', '--quiet', file], {
    cwd: dirname(file),
    stderr: 'ignore',
  });
  return exitCode === 1 ? [`${shown} is to hold a secret, and git does not ignore it: do not commit it`] : [];
}
