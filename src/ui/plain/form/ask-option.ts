import type { FormState } from '../../screens/form/state.ts';
import { type OptionValue, optionLabel } from '../../screens/form/value.ts';
import { askOne } from '../choose.ts';
import type { Dialogue } from '../dialogue.ts';
import { type Asked, assigned, heldText } from './held.ts';
import { type FieldRow, rowIntro } from './row-words.ts';

type OptionRow = Extract<FieldRow, { control: 'option' }>;

/** Asks for one of the values that a field can have; an empty line leaves it as it is. */
export function* askOption(form: FormState, row: OptionRow): Dialogue<Asked> {
  const { path } = row;
  const isSet = heldText(form, path) !== undefined;
  const options: readonly OptionValue[] = row.options.filter(value => value !== undefined || isSet);
  const choices = options.map(value => ({ label: optionLabel(value), value }));
  const chosen = yield* askOne(
    rowIntro(form, row),
    `${path}, a number or a word, empty to ${isSet ? 'keep it' : 'leave it out'}`,
    choices,
  );
  if (chosen === undefined) return { form, say: [] };
  if (chosen.value === undefined && !isSet) return { form, say: [] };
  const next =
    chosen.value === undefined
      ? assigned(form, path, { unset: [path] })
      : assigned(form, path, { set: [`${path}=${chosen.label}`] });
  return { form: next, say: [`${path}: ${chosen.label}`] };
}
