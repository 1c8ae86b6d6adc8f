import type { Profile } from '../../../backends/profile.ts';
import type { Entry } from '../../entries.ts';
import type { Line } from '../../lines.ts';
import { checkLines } from '../../screens/picker/tabs/check.ts';
import { envLines } from '../../screens/picker/tabs/env.ts';
import { featureLines } from '../../screens/picker/tabs/features.ts';
import { noteLines } from '../../screens/picker/tabs/notes.ts';
import type { Tab } from '../../state.ts';
import { listed, spokenLines, wide, withoutArrows } from '../words.ts';
import { invalid } from './usable.ts';
import type { Step, World } from './world.ts';

type TabWords = {
  readonly title: (name: string) => string;
  readonly lines: (entry: Entry, profile: Profile, world: World) => Line[];
};

/** The tabs of the screens as text. */
const tabWords: { readonly [Each in Tab]: TabWords } = {
  Features: {
    title: name => `What ${name} has of the features of Claude Code, what is lost first:`,
    lines: ({ checks }, profile) => featureLines({ profile, checks }, wide),
  },
  Env: {
    title: name => `What ${name} does to the environment:`,
    lines: ({ name }, profile, { catalog }) => envLines(name, profile, catalog, wide),
  },
  Check: {
    title: name => `How well the features of ${name} are known:`,
    lines: (entry, profile, { catalog }) => checkLines(entry, profile, catalog.checks.get(entry.name), wide),
  },
  Notes: {
    title: name => `About ${name}:`,
    lines: (entry, profile) => noteLines(entry, profile, wide),
  },
};

/** One tab of an entry. A preset that needs something has them too. */
export function tab(which: Tab): (world: World, entry: Entry) => Step {
  return (world, entry) => {
    const { name, profile, needs } = entry;
    if (profile === null) return invalid(entry);
    const { title, lines } = tabWords[which];
    const spoken = spokenLines(lines(entry, profile, world)).filter(line => line !== '');
    return {
      say: [
        title(name),
        ...(needs.length > 0 ? [`It still needs ${listed(needs)}.`] : []),
        // A variable may well hold an arrow; nothing else here is anybody’s value.
        ...(which === 'Env' ? spoken : spoken.map(withoutArrows)),
      ],
    };
  };
}
