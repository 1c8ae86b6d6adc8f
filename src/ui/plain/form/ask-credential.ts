import type { Environment } from '../../../base/io.ts';
import { entryExample } from '../../screens/form/sources.ts';
import type { FormState } from '../../screens/form/state.ts';
import type { Dialogue } from '../dialogue.ts';
import { askSource, exportNote, type Usual } from './ask-source.ts';
import { type Asked, assigned, heldText, withSecret } from './held.ts';
import { type FieldRow, rowIntro } from './row-words.ts';

type SourceRow = Extract<FieldRow, { control: 'source' }>;

/** Asks where the credential of a field is; an empty line leaves the field as it is. */
export function* askCredential(form: FormState, row: SourceRow, environment: Environment): Dialogue<Asked> {
  const { path } = row;
  const isSet = heldText(form, path) !== undefined;
  const located = yield* askSource(
    path,
    [...rowIntro(form, row), 'The profile never holds the credential, only where it is:'],
    `${path}, a number, empty to ${isSet ? 'keep it' : 'leave it out'}`,
    row.sources.filter(source => source !== 'none' || isSet),
    usualOf(form, path),
    form.keychain,
  );
  if (located === undefined) return { form, say: [] };
  const next =
    'secret' in located
      ? withSecret(form, path, located.secret)
      : 'reference' in located
        ? assigned(form, path, { secret: [`${path}=${located.reference}`] })
        : located.source === 'none'
          ? assigned(form, path, { unset: [path] })
          : assigned(form, path, { set: [`${path}=${located.source}`] });
  const held = heldText(next, path) ?? 'not set';
  return { form: next, say: [`${path}: ${held}`, ...exportNote(located, environment)] };
}

/** What the preset has as an example. */
export function usualOf({ purpose }: FormState, path: string): Usual | undefined {
  const fill = purpose.form === 'add' ? purpose.preset.fill?.[path] : undefined;
  return fill === undefined ? undefined : entryExample(fill);
}
