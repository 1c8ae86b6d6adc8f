import type { Profile } from '../../../backends/profile.ts';
import { presetNames } from '../../../profile/presets.ts';
import type { PickerRow } from '../../picker-rows.ts';
import {
  alongText,
  defaultRequest,
  deleteRequest,
  entriesAlong,
  pointersTo,
  switchLine,
} from '../../requests.ts';
import { promptProblem, promptRequest } from '../../screens/prompt.ts';
import { editLayer, freeName } from '../../screens/start.ts';
import type { Prompt } from '../../state.ts';
import { textField } from '../../text-field.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { type FormEnd, formDialogue } from '../form/form.ts';
import { formIn, formOfPreset, presetDialogue } from '../presets.ts';
import { listed, sentence } from '../words.ts';
import { changed, entryMeant, invalid, notUsable, type Step, type World } from './world.ts';

export function copy(world: World, entry: PickerRow, [name]: readonly string[]): Step | Dialogue<Step> {
  const suggested = freeName(
    entry.name,
    world.entries.map(each => each.name),
  );
  return notUsable(entry) ?? prompted(world, { asks: 'copy', entry, given: name, suggested });
}

export function rename(world: World, entry: PickerRow, [name]: readonly string[]): Step | Dialogue<Step> {
  if (entry.source === 'preset')
    return { say: [`${entry.name} is a preset: type copy ${entry.name} to have it under another name.`] };
  return notUsable(entry) ?? prompted(world, { asks: 'rename', entry, given: name });
}

export function role(world: World, entry: PickerRow, [name]: readonly string[]): Step | Dialogue<Step> {
  return notUsable(entry) ?? prompted(world, { asks: 'role', entry, given: name });
}

export function makeDefault(_: World, entry: PickerRow): Step | Dialogue<Step> {
  return notUsable(entry) ?? changed(defaultRequest(entry));
}

export function* remove({ catalog }: World, entry: PickerRow): Dialogue<Step> {
  const { name } = entry;
  if (entry.source === 'preset') return { say: [`${name} is a preset: it stays.`] };
  const pointers = pointersTo(entry);
  const along = entriesAlong(catalog, entry);
  const answer = yield* ask(
    [
      ...(pointers.length > 0 ? [`Without ${name}, ${listed(pointers)} would name nothing any more.`] : []),
      ...(along.length > 0 ? [alongText(along)] : []),
    ],
    along.length > 0
      ? `Delete ${name}? Only yes deletes it; profile deletes it too, but nothing in the keychain`
      : `Delete ${name}? Only yes deletes it`,
  );
  // The beginning of a word is typed too easily.
  switch (answer.toLowerCase()) {
    case 'yes':
      return yield* changed(deleteRequest(entry));
    case 'profile':
      if (along.length > 0) return yield* changed(deleteRequest(entry, true));
  }
  return { say: [`${name} is kept.`] };
}

export function line({ catalog }: World, entry: PickerRow): Step {
  const { name } = entry;
  return notUsable(entry) ?? { say: [`This line switches a shell to ${name}:`, switchLine(catalog, name)] };
}

type Asked = {
  readonly asks: Prompt['asks'];
  readonly entry: PickerRow;
  /** What was typed behind the command. */
  readonly given: string | undefined;
  readonly suggested?: string;
};

const questions: { readonly [Each in Prompt['asks']]: (name: string) => string } = {
  copy: name => `Name of the copy of ${name}`,
  rename: name => `New name of ${name}`,
  role: name => `Role of ${name}, such as batch; one that it has is taken away`,
};

/** Asks for a name until there is one that will do; an empty line takes what is suggested, or changes nothing. */
function* prompted({ catalog }: World, { asks, entry, given, suggested }: Asked): Dialogue<Step> {
  const { name } = entry;
  const { config } = catalog;
  const known = Object.entries(config.roles).map(([each, target]) => `@${each} is ${target}`);
  const empty = suggested === undefined ? 'empty to leave it' : `empty for ${suggested}`;
  let said = asks === 'role' && known.length > 0 ? [`There are the roles: ${known.join(', ')}.`] : [];
  let text = given;
  while (true) {
    text ??= (yield* ask(said, `${questions[asks](name)}, ${empty}`)) || suggested;
    if (text === undefined) return { say: ['Nothing was changed.'] };
    const prompt: Prompt = { asks, name, field: textField(asks === 'role' ? text.replace(/^@/, '') : text) };
    const problem = promptProblem(prompt, config);
    if (problem === undefined) return yield* changed(promptRequest(prompt, config));
    said = [`That will not do: ${problem}.`];
    text = undefined;
  }
}

/** A new profile of the preset that is named, or of one that is chosen first. */
export function* add(world: World, [word]: readonly string[]): Dialogue<Step> {
  const meant = word === undefined ? yield* choosePreset() : presetMeant(world, word);
  if ('problem' in meant) return { say: [meant.problem] };
  return afterForm(yield* formDialogue(formOfPreset(world.catalog, meant.preset), world));
}

type PresetMeant = { readonly preset: string } | { readonly problem: string };

function* choosePreset(): Dialogue<PresetMeant> {
  const preset = yield* presetDialogue();
  return preset === undefined ? { problem: 'Nothing was added.' } : { preset };
}

/** A number is one of the list of the picker, as everywhere there. */
function presetMeant(world: World, word: string): PresetMeant {
  if (placeMeant(word) !== undefined) {
    const meant = entryMeant(world, word);
    if ('problem' in meant) return meant;
    const { name, source } = meant.entry;
    return source === 'preset'
      ? { preset: name }
      : { problem: `${name} is a profile of yours: type copy ${name} to have it under another name.` };
  }
  const found = namesMeant(word, presetNames);
  const [preset] = found;
  return preset === undefined || found.length > 1
    ? { problem: notMeant(found, 'There is no such preset. Type add alone to hear them.') }
    : { preset };
}

/** A preset is edited by making a profile of it. */
export function edit(world: World, entry: PickerRow): Step | Dialogue<Step> {
  const { name, source, profile } = entry;
  if (source === 'preset') return add(world, [name]);
  return profile === null ? invalid(entry) : edited(world, name, profile);
}

function* edited(world: World, name: string, profile: Profile): Dialogue<Step> {
  return afterForm(yield* formDialogue(formIn(editLayer(world.catalog, name, profile)), world));
}

/** What a form inside the picker comes to. */
export function afterForm(ended: FormEnd): Step {
  switch (ended.end) {
    case 'cancelled':
      return { say: ended.say };
    case 'saved':
      return { say: [ended.done, ...ended.notes].map(sentence), catalog: ended.catalog };
    case 'launch':
      return { outcome: { outcome: 'chosen', name: ended.name } };
  }
}
