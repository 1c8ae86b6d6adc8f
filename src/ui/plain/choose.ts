import { listed } from '../../base/english.ts';
import { ask, type Dialogue } from './dialogue.ts';

/** The names that a word means: the name itself, else whatever its case, else those that begin with it. */
export function namesMeant<Name extends string>(word: string, names: readonly Name[]): readonly Name[] {
  if (word === '') return [];
  const lower = word.toLowerCase();
  const ways: readonly ((name: string) => boolean)[] = [
    name => name === word,
    name => name.toLowerCase() === lower,
    name => name.toLowerCase().startsWith(lower),
  ];
  return ways.map(way => names.filter(way)).find(found => found.length > 0) ?? [];
}

/** The place in a list that a number means, counted from 0; undefined for anything else. */
export function placeMeant(word: string): number | undefined {
  return /^[1-9]\d{0,5}\.?$/.test(word) ? Number.parseInt(word, 10) - 1 : undefined;
}

/** More are no help to who listens. */
const mostTold = 8;

/** Why a word is none of these. It is not repeated: somebody may have typed a credential. */
export function notMeant(found: readonly string[], otherwise: string): string {
  if (found.length < 2) return otherwise;
  const more = found.length - mostTold;
  const told = more > 0 ? [...found.slice(0, mostTold), `${more} others`] : found;
  return `That could be ${listed(told, 'or')}: type more of it.`;
}

/** One of several things, chosen by its number or its label. */
export type Choice<Value> = { readonly label: string; readonly about?: string; readonly value: Value };

/** Asks until one of the choices is meant; undefined for an empty line. */
export function* askOne<Value>(
  say: readonly string[],
  question: string,
  choices: readonly Choice<Value>[],
): Dialogue<Choice<Value> | undefined> {
  let said = [...say, ...numbered(choices)];
  while (true) {
    const answer = yield* ask(said, question);
    if (answer === '') return undefined;
    const found = choicesMeant(answer, choices);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    said = [noChoice(found, choices)];
  }
}

/** Why an answer is no choice. */
export function noChoice(found: readonly Choice<unknown>[], choices: readonly Choice<unknown>[]): string {
  return notMeant(
    found.map(({ label }) => label),
    `That is none of them: type a number from 1 to ${choices.length}, or a word of the list.`,
  );
}

/** The choices with their numbers. */
export function numbered(choices: readonly Choice<unknown>[]): string[] {
  return choices.map(
    ({ label, about }, index) => `${index + 1}. ${label}${about === undefined ? '' : `: ${about}`}`,
  );
}

/** The choices that an answer means. */
export function choicesMeant<Value>(
  answer: string,
  choices: readonly Choice<Value>[],
): readonly Choice<Value>[] {
  const place = placeMeant(answer);
  if (place !== undefined) return choices.slice(place, place + 1);
  const labels = namesMeant(
    answer,
    choices.map(({ label }) => label),
  );
  return choices.filter(({ label }) => labels.includes(label));
}

/** Asks until the answer is yes or no; an empty line is neither. */
export function* askYesNo(say: readonly string[], question: string): Dialogue<boolean> {
  const choice = yield* askWord(say, question, ['yes', 'no']);
  return choice === 'yes';
}

/** Asks until one of a few words is meant. */
export function* askWord<Word extends string>(
  say: readonly string[],
  question: string,
  words: readonly Word[],
): Dialogue<Word> {
  let said = say;
  while (true) {
    const [word, ...others] = namesMeant(yield* ask(said, question), words);
    if (word !== undefined && others.length === 0) return word;
    said = [`Type ${listed(words, 'or')}.`];
  }
}
