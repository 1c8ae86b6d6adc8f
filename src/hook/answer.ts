import type { Environment } from '../base/io.ts';
import type { Change, Plan } from '../env/plan.ts';

/** What the hook of a shell gets to carry out. */
export type Answer = {
  /** Empty: the environment is right as it is. */
  readonly changes: readonly Change[];
  /** What brings back, literally, what was there before these changes. */
  readonly restore: readonly Change[];
  /** For a new shell: pins and the default decide there. If not, whoever made its environment has decided. */
  readonly follow?: boolean;
};

/** An answer, and what went wrong or has to be said, for people. */
export type Answered = { readonly answer: Answer; readonly messages: readonly string[] };

export const nothing: Answer = { changes: [], restore: [] };

/** The changes of a plan, and those that undo them in this environment. */
export function answerOf(changes: Plan['changes'], environment: Environment): Answer {
  return { changes, restore: changes.flatMap(change => undoing(change, environment)) };
}

/** What was cleared or overwritten was the user’s own: it counts as secret. */
function undoing({ name, action }: Change, environment: Environment): Change[] {
  const value = environment[name];
  if (value !== undefined) return [{ name, action: 'set', value, secret: true }];
  return action === 'set' ? [{ name, action: 'unset' }] : [];
}
