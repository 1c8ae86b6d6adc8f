import type { Case, Ingredient } from './case.ts';
import type { Difference } from './plain.ts';

/** A difference that stays, and why. */
type Known = {
  readonly about: RegExp;
  /** What a case has in which it may be seen. */
  readonly has: (ingredient: Ingredient) => boolean;
  readonly because: string;
};

/** Where cgw does not say what a plain Claude Code does, on purpose or because it cannot know. */
const known: readonly Known[] = [
  {
    about: /^asked$/,
    has: each => 'name' in each && each.name === 'ANTHROPIC_GOOGLE_CLOUD_PROJECT',
    because: 'a file of Google’s credentials may name the project; nobody reads it to say so',
  },
];

/** Why a difference is expected, if it is. */
export function reasonFor({ about }: Difference, { ingredients }: Case): string | undefined {
  return known.find(each => each.about.test(about) && ingredients.some(each.has))?.because;
}
