import type { Environment } from '../base/io.ts';
import type { Plan } from './plan.ts';

/** An environment after a plan: what `run` and `exec` hand to the program. Undefined values are dropped. */
export function applyPlan(plan: Plan, environment: Environment): Record<string, string> {
  const result = new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
  for (const change of plan.changes) {
    if (change.action === 'set') result.set(change.name, change.value);
    else result.delete(change.name);
  }
  return Object.fromEntries(result);
}
