import { textField } from '../../components/text-field.ts';
import type { Entry } from '../../entries.ts';
import {
  alongText,
  defaultRequest,
  deleteRequest,
  entriesAlong,
  pointersTo,
  switchLine,
} from '../../requests.ts';
import { promptProblem, promptRequest } from '../../screens/prompt.ts';
import { freeName } from '../../screens/start.ts';
import type { Prompt } from '../../state.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { listed } from '../words.ts';
import { notUsable } from './usable.ts';
import { changed, type Step, type World } from './world.ts';

export function copy(world: World, entry: Entry, [name]: readonly string[]): Step | Dialogue<Step> {
  const suggested = freeName(
    entry.name,
    world.entries.map(each => each.name),
  );
  return notUsable(entry) ?? prompted(world, { asks: 'copy', entry, given: name, suggested });
}

export function rename(world: World, entry: Entry, [name]: readonly string[]): Step | Dialogue<Step> {
  if (entry.source === 'preset')
    return { say: [`${entry.name} is a preset: type copy ${entry.name} to have it under another name.`] };
  return notUsable(entry) ?? prompted(world, { asks: 'rename', entry, given: name });
}

export function role(world: World, entry: Entry, [name]: readonly string[]): Step | Dialogue<Step> {
  return notUsable(entry) ?? prompted(world, { asks: 'role', entry, given: name });
}

export function makeDefault(_: World, entry: Entry): Step | Dialogue<Step> {
  return notUsable(entry) ?? changed(defaultRequest(entry));
}

export function* remove({ catalog }: World, entry: Entry): Dialogue<Step> {
  const { name } = entry;
  if (entry.source === 'preset') return { say: [`${name} is a preset: it stays.`] };
  const pointers = pointersTo(entry);
  const along = entriesAlong(catalog, entry);
  const answer = yield* ask(
    [
      ...(pointers.length > 0 ? [`Without ${name}, ${listed(pointers)} would name nothing any more.`] : []),
      ...(along.length > 0 ? [alongText(along)] : []),
    ],
    along.length > 0
      ? `Delete ${name}? Only yes deletes it; profile deletes it too, but nothing in the keychain`
      : `Delete ${name}? Only yes deletes it`,
  );
  // The beginning of a word is typed too easily.
  switch (answer.toLowerCase()) {
    case 'yes':
      return yield* changed(deleteRequest(entry));
    case 'profile':
      if (along.length > 0) return yield* changed(deleteRequest(entry, true));
  }
  return { say: [`${name} is kept.`] };
}

export function line({ catalog }: World, entry: Entry): Step {
  const { name } = entry;
  return notUsable(entry) ?? { say: [`This line switches a shell to ${name}:`, switchLine(catalog, name)] };
}

type Asked = {
  readonly asks: Prompt['asks'];
  readonly entry: Entry;
  /** What was typed behind the command. */
  readonly given: string | undefined;
  readonly suggested?: string;
};

const questions: { readonly [Each in Prompt['asks']]: (name: string) => string } = {
  copy: name => `Name of the copy of ${name}`,
  rename: name => `New name of ${name}`,
  role: name => `Role of ${name}, such as batch; one that it has is taken away`,
};

/** Asks for a name until there is one that will do; an empty line takes what is suggested, or changes nothing. */
function* prompted({ catalog }: World, { asks, entry, given, suggested }: Asked): Dialogue<Step> {
  const { name } = entry;
  const { config } = catalog;
  const known = Object.entries(config.roles).map(([each, target]) => `@${each} is ${target}`);
  const empty = suggested === undefined ? 'empty to leave it' : `empty for ${suggested}`;
  let said = asks === 'role' && known.length > 0 ? [`There are the roles: ${known.join(', ')}.`] : [];
  let text = given;
  while (true) {
    text ??= (yield* ask(said, `${questions[asks](name)}, ${empty}`)) || suggested;
    if (text === undefined) return { say: ['Nothing was changed.'] };
    const prompt: Prompt = { asks, name, field: textField(asks === 'role' ? text.replace(/^@/, '') : text) };
    const problem = promptProblem(prompt, config);
    if (problem === undefined) return yield* changed(promptRequest(prompt, config));
    said = [`That will not do: ${problem}.`];
    text = undefined;
  }
}
