import type { Profile } from '../../backends/profile.ts';
import { nearNames } from '../../base/near-names.ts';
import type { Offer } from '../../detect/offer.ts';
import type { Config } from '../../profile/config.ts';
import { keychainFields } from '../../profile/keychain-entries.ts';
import { presetNames, presetOf } from '../../profile/presets.ts';
import { profileNamed } from '../../profile/resolve.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Layer, Opening } from '../state.ts';
import { textField } from '../text-field.ts';
import { addForm, editForm } from './form/form.ts';
import type { Keychain } from './form/sources.ts';
import type { FormState } from './form/state.ts';

type FormLayer = Extract<Layer, { layer: 'form' }>;

/** The first layer over the picker, if any. Without any profile that is the welcome. */
export function firstLayers(opening: Opening, snapshot: Snapshot): Layer[] {
  switch (opening.opens) {
    case 'picker':
      return Object.keys(snapshot.config.profiles).length === 0 ? [{ layer: 'welcome', index: 0 }] : [];
    case 'add': {
      const { preset, name } = opening;
      if (preset === undefined) return [presetChoice(name)];
      return [presetForm(snapshot, preset, name === undefined ? {} : { name })];
    }
    case 'edit': {
      const profile = profileNamed(opening.name, snapshot.config);
      return [editLayer(snapshot, opening.name, profile)];
    }
  }
}

/** The form for a profile that there is. */
export function editLayer(snapshot: Snapshot, name: string, profile: Profile): FormLayer {
  return { layer: 'form', form: editForm({ name, profile, ...machineOf(snapshot) }) };
}

function machineOf({
  config,
  keychainMissing,
  secretsFolder,
  home,
}: Snapshot): Pick<FormState, 'keychain' | 'home'> {
  return {
    home,
    keychain: { missing: keychainMissing, folder: secretsFolder, users: usersOfEntries(config) },
  };
}

/** In one pass: there may be a thousand profiles. */
function usersOfEntries({ profiles }: Config): Keychain['users'] {
  const users = new Map<string, readonly string[]>();
  for (const [name, profile] of Object.entries(profiles))
    for (const account of new Set(keychainFields(profile).map(each => each.account)))
      users.set(account, [...(users.get(account) ?? []), name]);
  return users;
}

/** The form that makes a profile of a preset, with what is known already filled in. */
export function presetForm(snapshot: Snapshot, presetName: string, known: Partial<Offer> = {}): FormLayer {
  const preset = presetOf(presetName);
  if (preset === undefined) throw new Error(`there is no preset ${presetName}`);
  const taken = Object.keys(snapshot.config.profiles);
  const { name = presetName, profile = preset.profile, note = null } = known;
  return {
    layer: 'form',
    form: addForm({
      presetName,
      preset,
      name: freeName(name, taken),
      profile,
      taken,
      note,
      ...machineOf(snapshot),
    }),
  };
}

/** The choice of a preset; `name` is what the profile shall be called: one that is nearly a preset’s begins there. */
export function presetChoice(name?: string): Layer {
  const [near] = name === undefined ? [] : nearNames(name, presetNames);
  return {
    layer: 'presets',
    filter: textField(),
    index: Math.max(0, presetNames.indexOf(near ?? '')),
    top: 0,
    ...(name === undefined ? {} : { name }),
  };
}

/** The name itself, or the first of `name-2`, `name-3` … that is free. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name}-${number}`)) return `${name}-${number}`;
}
