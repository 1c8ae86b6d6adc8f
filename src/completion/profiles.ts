import { backends } from '../backends/index.ts';
import { isRecord } from '../base/json.ts';
import { printable } from '../base/terminal-text.ts';
import type { Config } from '../profile/config.ts';
import { allPresets, isReady, type Preset } from '../profile/presets.ts';
import type { Candidate } from './answer.ts';
import { backendOf } from './base.ts';

/** The user’s own, in file order. */
export function ownProfiles(config: Config | undefined): Candidate[] {
  return Object.entries(config?.profiles ?? {}).map(([value, profile]) => ({
    value,
    help: describe(profile),
  }));
}

/** The user’s own, then the presets that work as they are, or all of them; none when the config is damaged. */
export function profiles(config: Config | undefined, which: 'ready' | 'all presets' = 'ready'): Candidate[] {
  if (config === undefined) return [];
  const others = allPresets().filter(
    ([name, preset]) => !Object.hasOwn(config.profiles, name) && (which === 'all presets' || isReady(preset)),
  );
  return [...ownProfiles(config), ...others.map(presetCandidate)];
}

export function presets(): Candidate[] {
  return allPresets().map(presetCandidate);
}

export function roles(config: Config | undefined, sign: '@' | ''): Candidate[] {
  return Object.entries(config?.roles ?? {}).map(([role, name]) => ({
    value: sign + role,
    help: `role: ${name}`,
  }));
}

function presetCandidate([value, { title }]: [string, Preset]): Candidate {
  return { value, help: `preset: ${title}` };
}

/** What stands in the file is not checked here; whatever it is, a line of it must be harmless. */
function describe(profile: unknown): string {
  if (!isRecord(profile)) return 'invalid';
  const backend = backendOf(profile);
  const title = backend === undefined ? 'unknown backend' : backends[backend].title;
  const place = [profile.note, profile.baseUrl, profile.region].find(each => typeof each === 'string');
  return place === undefined ? title : `${title}, ${printable(place)}`;
}
