import type { Environment } from '../../../base/io.ts';
import { namePath } from '../../screens/form/draft.ts';
import { entryAt, newEntry } from '../../screens/form/entry.ts';
import type { FormState } from '../../screens/form/state.ts';
import type { Dialogue } from '../dialogue.ts';
import { askCredential } from './ask-credential.ts';
import { askEntry } from './ask-entry.ts';
import { askName } from './ask-name.ts';
import { askOption } from './ask-option.ts';
import { askText } from './ask-text.ts';
import type { Asked } from './held.ts';
import { type FieldRow, nameOf, rowIntro } from './row-words.ts';

/** Asks for one field in the way of its kind. */
export function* askField(form: FormState, row: FieldRow, environment: Environment): Dialogue<Asked> {
  switch (row.control) {
    case 'text':
      return row.path === namePath ? yield* askName(form, row) : yield* askText(form, row, row.path);
    case 'option':
      return yield* askOption(form, row);
    case 'source':
      return yield* askCredential(form, row, environment);
    case 'entry': {
      const entry = entryAt(form, row.path);
      return entry === undefined
        ? { form, say: [] }
        : yield* askEntry(form, entry, rowIntro(form, row), environment);
    }
    case 'add':
      return yield* askEntry(form, newEntry(row.group), [], environment);
    case 'stray':
      return { form, say: [`${nameOf(row)} ${row.help}: type unset ${nameOf(row)}.`] };
  }
}
