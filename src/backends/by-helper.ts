import type { Setting } from '../env/plan.ts';
import { isInherited, plainText } from '../env/plan.ts';
import type { OwnedName } from '../env/variables.ts';
import { carriageOf } from './carriage.ts';
import type { Profile } from './profile.ts';
import { settingsOf } from './settings.ts';
/** The credential that an `apiKeyHelper` can print, so that no variable and no file has to hold it. */
export type Carried = {
  readonly path: string;
  /** The variable that would hold it. */
  readonly name: string;
  readonly reference: string;
  /** The switch without which Claude Code does not ask the helper for this backend. */
  readonly skip?: OwnedName;
};

/** A secret that no helper carries, and why. */
export type Left = { readonly path: string; readonly name: string; readonly because: string };

/** What an `apiKeyHelper` can do for the secrets of a profile. What a shell exports is not among them. Pure. */
export function byHelper(profile: Profile): { carried: Carried | undefined; left: readonly Left[] } {
  let carried: Carried | undefined;
  const left: Left[] = [];
  for (const { path, name, parts } of fetchedSecrets(profile)) {
    const carriage = carriageOf(profile.backend, path);
    const [part] = parts;
    if (carriage === undefined)
      left.push({ path, name, because: 'Claude Code has a helper for the main credential only' });
    else if (!carriage.carried) left.push({ path, name, because: carriage.because });
    else if (part !== undefined && 'reference' in part)
      carried = {
        path,
        name,
        reference: part.reference,
        ...(carriage.skip === undefined ? {} : { skip: carriage.skip }),
      };
  }
  return { carried, left };
}

/** The settings of a profile with a secret to be fetched in them. */
function fetchedSecrets(profile: Profile): Setting[] {
  return settingsOf(profile).filter(setting => plainText(setting) === undefined && !isInherited(setting));
}

/**
 * The settings without the one that a helper carries, and with the switch that makes Claude Code ask the helper:
 * what is left for the environment.
 */
export function besideHelper(settings: readonly Setting[], { name, path, skip }: Carried): Setting[] {
  const others = settings.filter(setting => setting.name !== name && setting.name !== skip);
  return skip === undefined ? others : [...others, { name: skip, path, parts: [{ text: '1' }] }];
}

/**
 * The settings as `cgw run` puts them into the environment: without the credential of a profile with
 * `secretVia=helper`, where a helper can carry it.
 */
export function launchSettings(profile: Profile): { settings: Setting[]; carried: Carried | undefined } {
  const settings = settingsOf(profile);
  const carried = profile.secretVia === 'helper' ? byHelper(profile).carried : undefined;
  return { settings: carried === undefined ? settings : besideHelper(settings, carried), carried };
}
