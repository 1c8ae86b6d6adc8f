import { filtered, type PickerRow } from '../../picker-rows.ts';
import type { Purpose } from '../../state.ts';
import type { Dialogue } from '../dialogue.ts';
import { add, copy, edit, line, makeDefault, remove, rename, role } from './change.ts';
import { compareEntries, show, tab } from './tell.ts';
import { entryWords, greeting, groupWords, notUsable, onEntry, type Step, type World } from './world.ts';

type Command = {
  /** What is typed, with N for the number or the name of an entry. */
  readonly usage: string;
  /** One line, for the help. */
  readonly help: string;
  readonly run: (world: World, words: readonly string[]) => Step | Dialogue<Step>;
};

/** Every command of the plain picker: the one table that handles the words and draws the help. */
export const commands = {
  list: { usage: 'list', help: 'the profiles again', run: world => ({ say: greeting(world) }) },
  presets: {
    usage: 'presets',
    help: 'what else a profile can be made of',
    run: world => {
      const found = groupWords(world, 'presets');
      return { say: found.length > 0 ? found : ['Every preset is in the list already.'] };
    },
  },
  find: { usage: 'find WORDS', help: 'the profiles and presets that hold all these words', run: find },
  show: { usage: 'show N', help: 'one profile with its fields', run: onEntry(show) },
  features: {
    usage: 'features N',
    help: 'what is full, partial or missing there, why, and what changes it',
    run: onEntry(tab('Features')),
  },
  env: {
    usage: 'env N',
    help: 'the variables it sets and clears, and what settings files say against it',
    run: onEntry(tab('Env')),
  },
  check: {
    usage: 'check N',
    help: 'which of its features are measured, documented or only reported',
    run: onEntry(tab('Check')),
  },
  notes: {
    usage: 'notes N',
    help: 'your note, the route and its known problems',
    run: onEntry(tab('Notes')),
  },
  compare: {
    usage: 'compare N N',
    help: 'what profiles differ in, and what a switch between them means',
    run: compareEntries,
  },
  add: { usage: 'add, or add PRESET', help: 'a new profile, made of a preset', run: add },
  edit: { usage: 'edit N', help: 'change its fields', run: onEntry(edit) },
  copy: { usage: 'copy N', help: 'the same under another name', run: onEntry(copy) },
  rename: {
    usage: 'rename N',
    help: 'another name; default, roles and keychain entries follow',
    run: onEntry(rename),
  },
  delete: { usage: 'delete N', help: 'delete it, after asking', run: onEntry(remove) },
  default: {
    usage: 'default N',
    help: 'make it the default, or no longer',
    run: onEntry(makeDefault),
  },
  role: {
    usage: 'role N',
    help: 'give it a role such as @batch, or take it away',
    run: onEntry(role),
  },
  line: { usage: 'line N', help: 'the line that switches a shell to it', run: onEntry(line) },
  previous: { usage: 'previous', help: 'the profile used before in this folder', run: previous },
  help: { usage: 'help', help: 'all this', run: world => ({ say: helpWords(world.purpose) }) },
  quit: { usage: 'quit', help: 'leave', run: () => ({ outcome: { outcome: 'left' } }) },
} as const satisfies { readonly [name: string]: Command };

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as CommandName[];

/** What a number or a name alone does. */
const accepts: { readonly [Each in Purpose]: string } = {
  launch: 'start Claude Code under it; set up a preset',
  choose: 'choose it; set up a preset',
  form: 'choose it; set up a preset',
};

function helpWords(purpose: Purpose): string[] {
  return [
    'N is the number of a profile in the list, its name, or the beginning of it.',
    `N: ${accepts[purpose]}.`,
    ...commandNames.map(name => `${commands[name].usage}: ${commands[name].help}.`),
    'The beginning of a command will do where no other begins like that.',
  ];
}

function find(world: World, words: readonly string[]): Step {
  if (words.length === 0) return { say: ['That needs words after it, as in: find bedrock.'] };
  const found = filtered(world.entries, words.join(' '));
  return { say: found.length > 0 ? found.map(each => entryWords(world, each)) : ['Nothing matches.'] };
}

/** Another one than what the list would begin with. */
function previous(world: World): Step {
  const { meant, lastUsed } = world.catalog;
  const names = lastUsed.filter(name => name !== (meant ?? lastUsed[0]));
  const [entry] = names.flatMap(name => world.entries.filter(each => each.name === name));
  return {
    say: [entry === undefined ? 'No other profile was used in this folder yet.' : entryWords(world, entry)],
  };
}

/** A number or a name alone. A preset that needs something is set up first. */
export function accept(world: World, entry: PickerRow): Step | Dialogue<Step> {
  if (entry.needs.length > 0) return add(world, [entry.name]);
  return notUsable(entry) ?? { outcome: { outcome: 'chosen', name: entry.name } };
}
