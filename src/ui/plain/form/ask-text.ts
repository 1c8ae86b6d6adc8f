import { fieldOf } from '../../../backends/index.ts';
import { entriesOf } from '../../../backends/profile.ts';
import { fieldProblem } from '../../../profile/values.ts';
import { profileOf } from '../../screens/form/draft.ts';
import { isSuspiciousText } from '../../screens/form/hides.ts';
import type { FormState } from '../../screens/form/state.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { noCredential } from '../words.ts';
import { type Asked, assigned, heldText } from './held.ts';
import { type FieldRow, rowIntro } from './row-words.ts';

/** Asks for a text or a URL until it is valid; an empty line leaves the field as it is. */
export function* askText(form: FormState, row: FieldRow, path: string): Dialogue<Asked> {
  const empty = heldText(form, path) === undefined ? 'empty to leave it out' : 'empty to keep it';
  let said = rowIntro(form, row);
  while (true) {
    const text = yield* ask(said, `${path}, ${empty}`);
    if (text === '') return { form, say: [] };
    if (isSuspiciousText(text)) {
      said = [noCredential];
      continue;
    }
    const next = assigned(form, path, { set: [`${path}=${text}`] });
    const problem = problemOf(next, path);
    if (problem === undefined) return { form: next, say: [`${path}: ${heldText(next, path)}`] };
    said = [`${problem}.`];
  }
}

/** What is wrong with a field. */
function problemOf({ backend, sheet }: FormState, path: string): string | undefined {
  const value = entriesOf(profileOf(backend, sheet.cells)).find(each => each.path === path)?.value;
  const field = fieldOf(backend, path);
  const problem = field === undefined ? undefined : fieldProblem(field, value);
  return problem === undefined ? undefined : `${path} ${problem}`;
}
