import type { Plan } from '../env/plan.ts';

/** A plan, and what to tell the user about it. */
export type Planned = { readonly plan: Plan; readonly warnings: readonly string[] };
