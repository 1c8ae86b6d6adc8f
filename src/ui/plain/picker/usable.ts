import type { Entry } from '../../entries.ts';
import type { Step } from './world.ts';

/** What is said about an entry that holds no valid profile. */
export function invalid({ name, problem }: Entry): Step {
  return {
    say: [`${name} cannot be used: ${problem ?? 'see config.json'}. Mend it in config.json, or delete it.`],
  };
}

/** Why an entry cannot be worked with as a profile; undefined when it can. */
export function notUsable(entry: Entry): Step | undefined {
  const { name, profile, needs } = entry;
  if (profile === null) return invalid(entry);
  return needs.length > 0
    ? { say: [`${name} is a preset that still has to be set up: type add ${name} for that.`] }
    : undefined;
}
