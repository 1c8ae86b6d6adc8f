import type { Profile } from '../../../backends/profile.ts';
import { presetNames } from '../../../profile/presets.ts';
import type { Entry } from '../../entries.ts';
import { editLayer } from '../../screens/start.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import type { Dialogue } from '../dialogue.ts';
import { type FormEnd, formDialogue } from '../form/form.ts';
import { formIn, formOfPreset, presetDialogue } from '../presets.ts';
import { sentence } from '../words.ts';
import { entryMeant } from './entry-meant.ts';
import { invalid } from './usable.ts';
import type { Step, World } from './world.ts';

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
export function edit(world: World, entry: Entry): Step | Dialogue<Step> {
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
