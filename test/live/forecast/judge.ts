import { type Case, fileTypes, type Ingredient } from './case.ts';
import { Machine, type Worker } from './machine.ts';
import { type Difference, plainDifferences } from './plain.ts';
import { profiles } from './profiles.ts';
import { launched } from './promise.ts';

/** What a case has shown. */
export type Verdict = {
  /** Where cgw said of a plain Claude Code what did not happen. */
  readonly plain: readonly Difference[];
  /** Where a launch did not keep its promise. */
  readonly broken: readonly Difference[];
  /** Why there was no launch. */
  readonly stopped?: string | undefined;
};

/** The title of the profile of a case. */
export function profileOf({ profile }: Case): string {
  return Object.keys(profiles)[profile] ?? '';
}

/** What is held against a case: what a plain Claude Code does, or a launch, or both. */
export type Question = 'plain' | 'run' | 'both';

export async function judge(each: Case, worker: Worker, question: Question = 'both'): Promise<Verdict> {
  const plain = question === 'run' ? [] : await on(each, worker, machine => plainDifferences(each, machine));
  if (question === 'plain') return { plain, broken: [] };
  const login: Ingredient[] = profiles[profileOf(each)]?.needsLogin ? [{ login: 'claudeAi' }] : [];
  const mine = { ...each, ingredients: [...each.ingredients, ...login] };
  return { plain, ...(await on(mine, worker, machine => launched(mine, machine))) };
}

async function on<Result>(
  each: Case,
  worker: Worker,
  body: (machine: Machine) => Promise<Result>,
): Promise<Result> {
  const machine = new Machine(worker, each);
  try {
    return await body(machine);
  } finally {
    machine.remove();
  }
}

/** The kinds of differences, whatever place and variable they are seen in: one of each is looked at closely. */
export function kindsOf({ plain, broken }: Verdict): ReadonlySet<string> {
  return new Set([...plain, ...broken].map(kindOf));
}

export function kindOf({ about, said, happened }: Difference): string {
  const general = (text: string) =>
    text.replaceAll(new RegExp(`(${[...fileTypes, 'shell'].join('|')})[-/]`, 'g'), '').slice(0, 60);
  if (!about.startsWith('winner')) return `${about}: ${general(said)} → ${general(happened)}`;
  const there = (text: string) => (text === '' ? 'unset' : 'set');
  return `winner: ${there(said)} → ${there(happened)}`;
}

/**
 * The smallest case that shows the same: leaves out half, a quarter, …, one of the ingredients as long as it does.
 */
export async function shrunk(start: Case, showsIt: (each: Case) => Promise<boolean>): Promise<Case> {
  let least = start;
  for (let size = Math.ceil(start.ingredients.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < least.ingredients.length; ) {
      const ingredients = least.ingredients.toSpliced(at, size);
      if (await showsIt({ ...least, ingredients })) least = { ...least, ingredients };
      else at += size;
    }
  return least;
}
