import { fieldOf } from '../../../backends/index.ts';
import { heldFields, isSecretValue, type Profile } from '../../../backends/profile.ts';
import { describeReference } from '../../../secrets/reference.ts';
import type { Entry } from '../../entries.ts';
import { draftOf, shownProfile } from '../../screens/form/draft.ts';
import { isWord } from '../../screens/form/sources.ts';
import { valueText } from '../../screens/form/value.ts';
import { unmasked } from '../words.ts';
import { entryWords } from './entry-words.ts';
import { invalid } from './usable.ts';
import type { Step, World } from './world.ts';

/** An entry with all its fields. */
export function show(world: World, entry: Entry): Step {
  if (entry.profile === null) return invalid(entry);
  const { backend } = entry.profile;
  const shown = shownProfile(backend, draftOf(entry.profile));
  const fields = heldFields(shown).map(
    ({ path, value }) => `  ${path}: ${unmasked(valueText(described(shown, path, value)))}`,
  );
  return {
    say: [
      entryWords(world, entry),
      ...(fields.length > 0 ? ['Its fields:', ...fields] : ['No field of it is set.']),
    ],
  };
}

/** A reference without the arguments of its command: they could be private. */
function described({ backend }: Profile, path: string, value: unknown): unknown {
  if (isSecretValue(value)) return { ...value, secret: describeReference(value.secret) };
  const isReference = typeof value === 'string' && fieldOf(backend, path)?.kind === 'credential';
  return isReference && !isWord(value) ? describeReference(value) : value;
}
