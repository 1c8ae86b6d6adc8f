import type { Offer } from '../../detect/offer.ts';
import { allPresets, isReady } from '../../profile/presets.ts';
import type { Catalog } from '../catalog.ts';
import type { FormState } from '../screens/form/state.ts';
import { presetForm } from '../screens/start.ts';
import type { Layer } from '../state.ts';
import { askOne } from './choose.ts';
import type { Dialogue } from './dialogue.ts';
import { listed, withoutArrows } from './words.ts';

/** Asks what a new profile starts from; undefined for an empty line. */
export function* presetDialogue(): Dialogue<string | undefined> {
  const choices = allPresets().map(([name, preset]) => {
    const needs = isReady(preset) ? 'works as it is' : `needs ${listed(Object.keys(preset.fill ?? {}))}`;
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
  if (layer.layer !== 'form') throw new Error(`${layer.layer} is no form`);
  return layer.form;
}

/** The form that makes a profile of a preset, with what is known already filled in. */
export function formOfPreset(catalog: Catalog, preset: string, known: Partial<Offer> = {}): FormState {
  return formIn(presetForm(catalog, preset, known));
}
