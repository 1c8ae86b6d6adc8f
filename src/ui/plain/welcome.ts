import type { Catalog } from '../catalog.ts';
import type { WelcomeChoice } from '../screens/welcome.ts';
import { askOne, type Choice } from './choose.ts';
import type { Dialogue } from './dialogue.ts';
import { withoutArrows } from './words.ts';

/** The first run: what this machine has to start from, and the way to everything else. */
export function* welcomeDialogue({ findings, claude }: Catalog): Dialogue<WelcomeChoice> {
  const found = findings.map((finding): Choice<WelcomeChoice> => {
    const { what, where, preset, note } = finding;
    const facts = [where, `becomes a profile of the preset ${preset}`, ...(note === null ? [] : [note])];
    return { label: withoutArrows(what), about: facts.join(', '), value: finding };
  });
  const chosen = yield* askOne(
    [
      `Welcome to cgw, with ${claude}. You have no profile yet: cgw keeps one for each backend and starts Claude Code under the one you pick.`,
      found.length > 0 ? 'This machine has something to start from:' : 'To begin with:',
    ],
    'Number, or empty to look around',
    [
      ...found,
      { label: 'presets', about: 'make a profile of one of the presets', value: 'presets' },
      { label: 'look', about: 'look around first', value: 'look' },
    ],
  );
  return chosen?.value ?? 'look';
}
