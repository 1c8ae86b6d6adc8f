import { credentialValueProblem } from '../../../profile/rules.ts';
import { insertRaw, type TextField } from '../../components/text-field.ts';
import { noSource, textOfSource } from './cell.ts';
import { withCell } from './choose.ts';
import type { Row } from './row.ts';
import { wholeReference } from './sources.ts';
import { type FormState, sheetOf, withSheet } from './state.ts';
import { type Edit, inSource } from './write.ts';

/** The form with the credential edited that the keychain shall hold. A whole reference in one piece is no credential. */
export function inSecret(form: FormState, row: Extract<Row, { control: 'secret' }>, edit: Edit): FormState {
  const { path, sources } = row;
  const cell = sheetOf(form).cells.get(path);
  if (cell?.cell !== 'source') return form;
  if (wholeReference(edit.piece) !== undefined) return inSource(form, { path, sources }, edit);
  const secret = edited(cell.secret, edit);
  if (secret === undefined) return form;
  // What came with the first character goes with the last one.
  const isEmpty = secret.text === '' && textOfSource(cell).field.text === '';
  if (cell.passing && isEmpty && sources.includes('none'))
    return withSheet(withCell(form, path, { ...noSource, texts: cell.texts }), { focus: path });
  return withCell(form, path, { ...cell, secret });
}

/** Nothing is dropped from a credential: one with a line break is refused, not mangled. */
function edited(secret: TextField, { apply, piece }: Edit): TextField | undefined {
  return piece === '' ? apply(secret) : insertRaw(secret, piece.replaceAll(/\r\n?/g, '\n'));
}

/** What stands against a keychain as the source of a field that has no entry and was given no credential. */
export const lackingMessage =
  'needs the credential itself, which goes into the keychain, or the name of an entry that is there';

/** What is wrong with a credential that was typed for the keychain, or undefined; the text is not repeated. */
export function secretProblem(path: string, text: string): string | undefined {
  const problem = text === '' ? undefined : credentialValueProblem(path, text);
  return problem === undefined ? undefined : `${problem}: type or paste the bare credential (^U clears)`;
}
