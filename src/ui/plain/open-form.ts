import { listed } from '../../base/english.ts';
import type { Offer } from '../../detect/offer.ts';
import { allPresets, isReady, presetNames } from '../../profile/presets.ts';
import type { PickerRow } from '../picker-rows.ts';
import type { FormState } from '../screens/form/state.ts';
import { editLayer, presetForm } from '../screens/start.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Layer } from '../state.ts';
import { askOne, namesMeant, notMeant, placeMeant } from './choose.ts';
import type { Dialogue } from './dialogue.ts';
import { type FormEnd, formDialogue } from './form/form.ts';
import { invalid, type Listing, readOnly, rowMeant, type Step } from './listing.ts';
import { sentence, withoutArrows } from './words.ts';

/** Asks what a new profile starts from; undefined for an empty line. */
export function* presetDialogue(): Dialogue<string | undefined> {
  const choices = allPresets().map(([name, preset]) => {
    const needs = isReady(preset) ? 'ready to use' : `needs ${listed(Object.keys(preset.fill ?? {}))}`;
    return { label: name, about: `${withoutArrows(preset.title)}, ${needs}`, value: name };
  });
  const chosen = yield* askOne(
    ['A new profile starts from a preset:'],
    'Number or name of the preset, empty to leave it',
    choices,
  );
  return chosen?.value;
}

/** The form of a layer that the screens open with. */
export function formIn(layer: Layer): FormState {
  if (layer.layer !== 'form') throw new Error(`${layer.layer} is not a form`);
  return layer.form;
}

/** The form that makes a profile of a preset, with what is known already filled in. */
export function formOfPreset(snapshot: Snapshot, preset: string, known: Partial<Offer> = {}): FormState {
  return formIn(presetForm(snapshot, preset, known));
}

/** A new profile of the preset that is named, or of one that is chosen first. */
export function* add(listing: Listing, [word]: readonly string[]): Dialogue<Step> {
  const meant = word === undefined ? yield* choosePreset() : presetMeant(listing, word);
  if ('problem' in meant) return { say: [meant.problem] };
  return afterForm(yield* formDialogue(formOfPreset(listing.snapshot, meant.preset), listing));
}

type PresetMeant = { readonly preset: string } | { readonly problem: string };

function* choosePreset(): Dialogue<PresetMeant> {
  const preset = yield* presetDialogue();
  return preset === undefined ? { problem: 'Nothing was added.' } : { preset };
}

/** A number is one of the list of the picker, as everywhere there. */
function presetMeant(listing: Listing, word: string): PresetMeant {
  if (placeMeant(word) !== undefined) {
    const meant = rowMeant(listing, word);
    if ('problem' in meant) return meant;
    const { name, source } = meant.row;
    return source === 'preset'
      ? { preset: name }
      : { problem: `${name} is a profile of yours: type copy ${name} to have it under another name.` };
  }
  const found = namesMeant(word, presetNames);
  const [preset] = found;
  return preset === undefined || found.length > 1
    ? { problem: notMeant(found, 'There is no such preset. Type add alone to list them.') }
    : { preset };
}

/** A preset is edited by making a profile of it. */
export function* edit(listing: Listing, row: PickerRow): Dialogue<Step> {
  const { name, source, held } = row;
  if (source === 'preset') return yield* add(listing, [name]);
  if (source === 'catalog') return { say: [readOnly(name)] };
  if (held === null) return invalid(row);
  return afterForm(yield* formDialogue(formIn(editLayer(listing.snapshot, name, held.profile)), listing));
}

/** What a form inside the picker comes to. */
export function afterForm(ended: FormEnd): Step {
  switch (ended.end) {
    case 'cancelled':
      return { say: ended.say };
    case 'saved':
      return { say: [ended.done, ...ended.notes].map(sentence), snapshot: ended.snapshot };
    case 'launch':
      return { outcome: { outcome: 'chosen', name: ended.name, done: ended.done } };
  }
}
