import { openGroupOf, profileFields } from '../../../backends/profile.ts';
import type { Environment } from '../../../base/io.ts';
import { newEntry } from '../../screens/form/entry.ts';
import { derive } from '../../screens/form/model.ts';
import { openGroupNames } from '../../screens/form/row.ts';
import type { EntryEditor, FormState } from '../../screens/form/state.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import type { Dialogue } from '../dialogue.ts';
import { askField } from './ask.ts';
import { askEntry, keyProblem, withText } from './ask-entry.ts';
import { type Asked, assigned, type FieldRow, fieldRowsOf, fieldWords, nameOf } from './fields.ts';

/** What an answer between two fields came to. */
export type FieldStep = Asked | { readonly goTo: 'review' | 'leave' };

type FieldCommand = {
  readonly usage: string;
  readonly help: string;
  readonly run: (form: FormState, words: readonly string[]) => FieldStep;
};

/** What can be typed instead of a field: the one table that handles the words and draws the help. */
const commands = {
  fields: {
    usage: 'fields',
    help: 'all fields with their numbers and what they hold',
    run: form => ({ form, say: fieldWords(form) }),
  },
  unset: { usage: 'unset FIELD', help: 'take a field out', run: unset },
  review: {
    usage: 'review, or an empty line',
    help: 'what will be saved, before anything is saved',
    run: () => ({ goTo: 'review' }),
  },
  help: { usage: 'help', help: 'all this', run: form => ({ form, say: helpWords() }) },
  quit: { usage: 'quit', help: 'leave without saving', run: () => ({ goTo: 'leave' }) },
} as const satisfies { readonly [name: string]: FieldCommand };

type CommandName = keyof typeof commands;

const commandNames = Object.keys(commands) as CommandName[];

function helpWords(): string[] {
  return [
    'Type the number or the name of a field to be asked for it; headers.NAME and env.NAME make new ones.',
    ...commandNames.map(name => `${commands[name].usage}: ${commands[name].help}.`),
  ];
}

/** What is done after the question for another field. */
export function* answered(form: FormState, answer: string, environment: Environment): Dialogue<FieldStep> {
  const [word = '', ...rest] = answer.split(/\s+/);
  if (word === '') return { goTo: 'review' };
  const command = commandNames.find(name => name === word.toLowerCase());
  if (command !== undefined) return commands[command].run(form, rest);
  const names = fieldRowsOf(form).map(nameOf);
  const begun = namesMeant(word, commandNames);
  if (placeMeant(word) === undefined && !names.includes(word) && begun.length > 0) {
    const found = [...begun, ...namesMeant(word, names)];
    const [only] = begun;
    if (only === undefined || found.length > 1) return { form, say: [notMeant(found, '')] };
    return commands[only].run(form, rest);
  }
  const meant = fieldMeant(form, word);
  if ('problem' in meant) return { form, say: [meant.problem] };
  return 'row' in meant
    ? yield* askField(form, meant.row, environment)
    : yield* askEntry(form, meant.entry, [], environment);
}

function unset(form: FormState, [word]: readonly string[]): Asked {
  if (word === undefined) return { form, say: ['That needs a field after it, as in: unset note.'] };
  const meant = fieldMeant(form, word);
  if ('problem' in meant) return { form, say: [meant.problem] };
  const path = 'row' in meant && 'path' in meant.row ? meant.row.path : undefined;
  // A field that is not set must not stand for another one whose name begins like it.
  const isHeld = profileFields(derive(form).profile).some(each => each.path === path);
  if (path === undefined || !isHeld) return { form, say: ['That field is not set.'] };
  return { form: assigned(form, path, { unset: [path] }), say: [`${path} is taken out.`] };
}

/** A field of the form, a new entry of an open group, or why the word means neither. */
type FieldMeant = { readonly row: FieldRow } | { readonly entry: EntryEditor } | { readonly problem: string };

/** The field that a number, a name or its unambiguous beginning means. */
function fieldMeant(form: FormState, word: string): FieldMeant {
  const rows = fieldRowsOf(form);
  const place = placeMeant(word);
  if (place !== undefined) {
    const row = rows[place];
    return row === undefined ? { problem: `The numbers go from 1 to ${rows.length}.` } : { row };
  }
  const found = namesMeant(word, rows.map(nameOf));
  const row = rows.find(each => nameOf(each) === found[0]);
  if (row !== undefined && found.length === 1) return { row };
  return (
    newMeant(form, word) ?? { problem: notMeant(found, 'There is no such field. Type fields to list them.') }
  );
}

/** `headers.x-team` where there is no such header yet. */
function newMeant(form: FormState, word: string): FieldMeant | undefined {
  const open = openGroupOf(word);
  if (open === undefined || open.key === '' || !openGroupNames(form.backend).includes(open.group))
    return undefined;
  const entry = withText(newEntry(open.group), 'name', open.key);
  const problem = keyProblem(form, entry);
  return problem === undefined ? { entry } : { problem };
}
