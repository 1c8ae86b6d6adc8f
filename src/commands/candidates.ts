import type { Candidate } from '../features/ranking.ts';
import type { Config } from '../profile/config.ts';
import { allPresets, isReady, type Preset, withExampleAddress } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { problemsOf } from '../profile/rules.ts';

/** Everything a user could run: own profiles that are valid, then presets, also those that still need fields. */
export function candidatesOf(config: Config): { candidates: Candidate[]; invalid: string[] } {
  const names = Object.keys(config.profiles);
  const invalid = names.filter(name => problemsOf(config.profiles[name]).length > 0);
  const own = Object.entries(config.profiles)
    .filter(([name]) => !invalid.includes(name))
    .map(([name, profile]): Candidate => ({ name, source: 'profile', profile, setUp: null }));
  const presets = allPresets()
    .filter(([name]) => !Object.hasOwn(config.profiles, name))
    .map(([name, preset]) => presetCandidate(name, preset));
  return { candidates: [...own, ...presets], invalid };
}

function presetCandidate(name: string, preset: Preset): Candidate {
  const fill = preset.fill ?? {};
  const setUp = isReady(preset)
    ? null
    : { needs: Object.keys(fill), command: addCommand(name, name, preset) };
  return { name, source: 'preset', profile: withExampleAddress(preset), setUp };
}
