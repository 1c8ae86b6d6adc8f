import type { OpenValue } from '../../../backends/profile.ts';
import { isUnlikelyName } from '../../../base/key-looks.ts';
import { entryText } from '../../screens/form/entry.ts';
import { entryProblems } from '../../screens/form/problems.ts';
import type { EntryForm, FormState } from '../../screens/form/state.ts';
import { type Cell, noSource, openCell, typed } from '../../screens/form/value.ts';
import { textField } from '../../text-field.ts';
import { noCredential } from '../words.ts';

type Part = 'name' | 'value' | 'scheme';

export function withText(entry: EntryForm, part: 'name' | 'scheme', text: string): EntryForm {
  return withCell(entry, part, { cell: 'text', typed: typed(text) });
}

export function withValue(entry: EntryForm, value: OpenValue): EntryForm {
  return withCell(entry, 'value', openCell(value) ?? noSource);
}

/** The entry with a credential for the keychain. */
export function withEntrySecret(entry: EntryForm, secret: string): EntryForm {
  const held = entry.sheet.cells.get('value');
  const cell = held?.cell === 'source' ? held : noSource;
  return withCell(entry, 'value', { ...cell, source: 'keychain', chosen: true, secret: textField(secret) });
}

function withCell(entry: EntryForm, part: Part, cell: Cell): EntryForm {
  const cells = new Map([...entry.sheet.cells, [part, cell]]);
  return { ...entry, sheet: { ...entry.sheet, cells } };
}

/** What is wrong with one part of an entry. */
export function partProblem(form: FormState, entry: EntryForm, part: Part): string | undefined {
  return entryProblems(form.backend, form, entry).find(({ path }) => path === part)?.message;
}

/** Why an entry cannot be called as it is, as a sentence. */
export function keyProblem(form: FormState, entry: EntryForm): string | undefined {
  if (isUnlikelyName(entryText(entry, 'name'))) return noCredential;
  const message = partProblem(form, entry, 'name');
  return message === undefined ? undefined : `That ${message}.`;
}
