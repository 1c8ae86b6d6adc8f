import { isSecretValue, type OpenGroup } from '../../../backends/profile.ts';
import type { BackendId } from '../../../env/backend-ids.ts';
import { openProblems, type Problem } from '../../../profile/rules.ts';
import { referenceForms } from '../../../secrets/reference.ts';
import { lacksSecret } from './cell.ts';
import { checkedName, settled } from './draft.ts';
import { entrySecret, entryText, entryValue } from './entry.ts';
import { hiddenMessage, hiddenReferenceMessage, isPlainCredential } from './hides.ts';
import { lackingMessage, secretProblem } from './secret.ts';
import { referenceKinds, splitReference } from './sources.ts';
import type { EntryForm, FormState } from './state.ts';

/** A value that no rule has anything against, so that what is wrong with the key shows alone. */
const harmless: { readonly [Group in OpenGroup]: string } = { headers: '', env: '', regions: 'global' };

/** What stands against taking an entry, by the cell it is about. */
export function entryProblems(
  backend: BackendId,
  { sheet, keychain }: Pick<FormState, 'sheet' | 'keychain'>,
  entry: EntryForm,
): Problem[] {
  const { group, path } = entry;
  const name = entryText(entry, 'name');
  if (isHiddenName(entry)) return [{ path: 'name', message: hiddenMessage }];
  const check = checkOf(backend, entry);
  const target = `${group}.${name}`;
  if (target !== path && sheet.cells.has(target))
    return [{ path: 'name', message: 'is there already: change that one instead' }];
  const keyProblem = check(harmless[group]);
  if (keyProblem !== undefined) return [{ path: 'name', message: keyProblem }];
  const cell = entry.sheet.cells.get('value');
  if (cell !== undefined && lacksSecret(cell)) return [{ path: 'value', message: lackingMessage }];
  const held = entryValue(entry);
  const value = cell === undefined ? held : settled(held, cell, checkedName(sheet.cells), target);
  const secret = secretProblem(target, entrySecret(entry));
  if (secret !== undefined) return [{ path: 'value', message: secret }];
  const hidden = hidesEntryValue(backend, entry);
  if (hidden && isSecretValue(value)) {
    const message = hiddenReferenceMessage(check({ secret: value.secret }), keychain);
    return [{ path: 'value', message }];
  }
  const problem = check(value) ?? (hidden ? hiddenMessage : undefined);
  if (problem === undefined) return [];
  const schemeAlone = isSecretValue(value) && check({ secret: value.secret }) === undefined;
  return [{ path: schemeAlone ? 'scheme' : 'value', message: problem.replace(byHand, inForm) }];
}

/** How a plain value is told to be a reference: on the command line, and by the rows of the editor. */
const byHand = `it takes a reference: ${referenceForms}`;
const inForm = 'choose under “value from” where it is';

function checkOf(backend: BackendId, entry: EntryForm): (value: unknown) => string | undefined {
  return value => openProblems[entry.group](entryText(entry, 'name'), value, backend);
}

/** The reference that is typed as the plain value of an entry which takes no plain one. */
export function meantReference(backend: BackendId, entry: EntryForm): ReturnType<typeof splitReference> {
  const value = entryValue(entry);
  const check = checkOf(backend, entry);
  if (typeof value !== 'string' || !check(value)?.endsWith(byHand)) return undefined;
  const split = splitReference(value);
  if (split === undefined || !referenceKinds[split.kind].offered) return undefined;
  return check({ secret: value }) === undefined ? split : undefined;
}

/** Whether what is typed as the value must not be shown. */
export function hidesEntryValue(backend: BackendId, entry: EntryForm): boolean {
  const cell = entry.sheet.cells.get('value');
  if (cell?.cell !== 'source') return false;
  const written = cell.texts[cell.source];
  if (written === undefined) return false;
  return (
    written.hidden ||
    (cell.source === 'plain' &&
      isPlainCredential(backend, entry.group, entryText(entry, 'name'), written.field.text))
  );
}

function isHiddenName({ sheet }: EntryForm): boolean {
  const cell = sheet.cells.get('name');
  return cell?.cell === 'text' && cell.typed.hidden;
}
