import { isUnlikelyName } from '../../../base/key-looks.ts';
import { nameIn, namePath } from '../../screens/form/draft.ts';
import { formProblems } from '../../screens/form/problems.ts';
import type { FormState } from '../../screens/form/state.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { noCredential } from '../words.ts';
import { type Asked, withName } from './held.ts';
import { type FieldRow, rowIntro } from './row-words.ts';

/** What is wrong with the name of a new profile. */
export function nameProblemOf(form: FormState): string | undefined {
  return formProblems(form).find(({ path }) => path === namePath)?.message;
}

/** Asks for a name that will do. */
export function* askName(form: FormState, row: FieldRow): Dialogue<Asked> {
  const suggested = nameIn(form.sheet.cells);
  let said = rowIntro(form, row);
  while (true) {
    const name = (yield* ask(said, `Name, empty for ${suggested}`)) || suggested;
    const next = withName(form, name);
    const problem = nameProblemOf(next);
    if (isUnlikelyName(name)) said = [noCredential];
    else if (problem === undefined) return { form: next, say: [`name: ${name}`] };
    else said = [`The name ${problem}.`];
  }
}
