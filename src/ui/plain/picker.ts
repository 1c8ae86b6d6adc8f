import { listed } from '../../base/english.ts';
import { isPath, isUnlikelyName } from '../../base/key-looks.ts';
import { filtered, type PickerRow } from '../picker-rows.ts';
import { ownSecretsText, referrersTo, switchLine } from '../requests.ts';
import { billed, checkPage } from '../screens/check.ts';
import { envLines } from '../screens/picker/tabs.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Outcome, Purpose } from '../state.ts';
import { askYesNo, namesMeant, notMeant, placeMeant } from './choose.ts';
import { ask, type Dialogue, runCommand } from './dialogue.ts';
import {
  greeting,
  groupWords,
  invalid,
  type Listing,
  listingOf,
  readOnly,
  rowMeant,
  rowWords,
  type Step,
} from './listing.ts';
import { add, edit } from './open-form.ts';
import { noCredential, sentence, spokenLines, unlimitedWidth } from './words.ts';

/** The picker: a list, and then one question again and again until something is chosen. */
export function* pickerDialogue(
  purpose: Purpose,
  snapshot: Snapshot,
  say: readonly string[] = [],
): Dialogue<Outcome> {
  let listing = listingOf(purpose, snapshot);
  let step: Step = { say: [...say, ...greeting(listing)] };
  while (true) {
    if ('outcome' in step) return step.outcome;
    const lines = [...step.say];
    if (step.snapshot !== undefined) {
      const before = namesIn(listing);
      listing = listingOf(purpose, step.snapshot);
      if (!Bun.deepEquals(before, namesIn(listing)))
        lines.push('The numbers have changed: type list to see them.');
    }
    const next = answered(listing, yield* ask(lines, 'Number, name or command; help says which'));
    step = 'next' in next ? yield* next : next;
  }
}

function namesIn({ rows }: Listing): string[] {
  return rows.map(({ name }) => name);
}

/** Commands by their whole word (q is one, as in the picker) go before names, names before the beginnings of commands. */
function answered(listing: Listing, answer: string): Step | Dialogue<Step> {
  const [word = '', ...rest] = answer.split(/\s+/);
  if (word === '') return { say: ['Type the number or the name of a profile, or help.'] };
  const names = namesIn(listing);
  const whole = word.toLowerCase() === 'q' ? 'quit' : word.toLowerCase();
  const command = commandNames.find(name => name === whole);
  if (command !== undefined) return commands[command].run(listing, rest);
  if (rest.length === 0 && (placeMeant(word) !== undefined || word.startsWith('@') || names.includes(word)))
    return onRow(accept)(listing, [word]);
  const found = [...namesMeant(word, commandNames), ...(rest.length === 0 ? namesMeant(word, names) : [])];
  const [only] = found;
  if (only === undefined || found.length > 1)
    return {
      say: [notMeant(found, 'That is neither a command nor the name of a profile. Type help or list.')],
    };
  const begun = commandNames.find(name => name === only);
  return begun === undefined ? onRow(accept)(listing, [only]) : commands[begun].run(listing, rest);
}

type Run = (listing: Listing, words: readonly string[]) => Step | Dialogue<Step>;

type Command = {
  /** What is typed, with N for the number or the name of a profile or preset. */
  readonly usage: string;
  /** One line, for the help. */
  readonly help: string;
  readonly run: Run;
};

/** Every command of the plain picker: the one table that handles the words and draws the help. */
const commands = {
  list: { usage: 'list', help: 'the profiles again', run: listing => ({ say: greeting(listing) }) },
  presets: {
    usage: 'presets',
    help: 'what else a profile can be made of',
    run: listing => {
      const found = groupWords(listing, 'presets');
      return { say: found.length > 0 ? found : ['Every preset is in the list already.'] };
    },
  },
  find: { usage: 'find WORDS', help: 'the profiles and presets that hold all these words', run: find },
  show: {
    usage: 'show N',
    help: 'one profile: its fields and the variables they become',
    run: handedOn('show'),
  },
  features: {
    usage: 'features N, or features N --why',
    help: 'what is full, partial or missing there; why, what changes it, and how that is known',
    run: handedOn('features', { names: Number.POSITIVE_INFINITY }),
  },
  env: {
    usage: 'env N',
    help: 'the variables it sets and clears, and what settings files say against it',
    run: onRow(env),
  },
  check: { usage: 'check N', help: 'measure its backend, after asking', run: onRow(check) },
  issues: {
    usage: 'issues N',
    help: 'known problems of its backend, and what became of them',
    run: handedOn('issues'),
  },
  compare: {
    usage: 'compare N N',
    help: 'what a switch from the first to the second gains and loses',
    run: compare,
  },
  add: { usage: 'add, or add PRESET', help: 'a new profile, made of a preset', run: add },
  edit: { usage: 'edit N', help: 'change its fields', run: onRow(edit) },
  copy: { usage: 'copy N NAME', help: 'the same under another name', run: handedOn('copy') },
  rename: {
    usage: 'rename N NAME',
    help: 'another name; default, roles and keychain entries follow',
    run: handedOn('rename'),
  },
  delete: { usage: 'delete N', help: 'delete it, after asking', run: onRow(remove) },
  default: {
    usage: 'default N, or default --unset',
    help: 'make it the default, or have none',
    run: handedOn('default'),
  },
  role: {
    usage: 'role ROLE N, or role ROLE --unset',
    help: 'give it a role such as batch, or drop the role',
    run: handedOn('role', { before: 1 }),
  },
  write: {
    usage: 'write N --to TARGET',
    help: 'write it where Claude Code and editors read it; --dry-run only shows what would change',
    run: handedOn('write'),
  },
  line: { usage: 'line N', help: 'the line that switches a shell to it', run: onRow(line) },
  previous: { usage: 'previous', help: 'the profile used before in this folder', run: previous },
  help: { usage: 'help', help: 'all this', run: ({ purpose }) => ({ say: helpWords(purpose) }) },
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

const needsRow: Step = { say: ['That needs the number or the name of a profile after it.'] };

/** A command on one row, which its first word names. */
function onRow(run: (listing: Listing, row: PickerRow) => Step | Dialogue<Step>): Run {
  return (listing, [word]) => {
    if (word === undefined) return needsRow;
    const meant = rowMeant(listing, word);
    return 'problem' in meant ? { say: [meant.problem] } : run(listing, meant.row);
  };
}

/**
 * A command of the program, which says itself what is wrong with its arguments.
 * @param where which of the words name rows: so many, after so many others. They become whole names.
 */
function handedOn(command: string, { before = 0, names = 1 } = {}): Run {
  return (listing, words) => {
    if (words.length === 0) return needsRow;
    const args: string[] = [];
    for (const [index, word] of words.entries()) {
      const isName = index >= before && index < before + names && !word.startsWith('-');
      const meant = isName ? rowMeant(listing, word) : undefined;
      if (meant !== undefined && 'problem' in meant) return { say: [meant.problem] };
      // The arguments of a process are for all to see.
      if (meant === undefined && isUnlikelyName(word) && !isPath(word)) return { say: [noCredential] };
      args.push(meant?.row.name ?? word);
    }
    return carriedOut([command, ...args]);
  };
}

/** Has the program carry out command lines, one after the other. */
function* carriedOut(...lines: readonly (readonly string[])[]): Dialogue<Step> {
  let step: Step = { say: [] };
  for (const args of lines) step = { say: [], snapshot: yield* runCommand(args) };
  return step;
}

/** One alone is compared with what is meant here; of several each with the first. */
function compare(listing: Listing, words: readonly string[]): Step | Dialogue<Step> {
  const { meant } = listing.snapshot;
  const names = new Set(words.length === 1 && meant !== undefined ? [meant] : []);
  for (const word of words) {
    const found = rowMeant(listing, word);
    if ('problem' in found) return { say: [found.problem] };
    names.add(found.row.name);
  }
  const [first = '', ...others] = names;
  return others.length === 0
    ? { say: ['That needs two profiles or more, as in: compare 1 2.'] }
    : carriedOut(...others.map(other => ['diff', first, other]));
}

function find(listing: Listing, words: readonly string[]): Step {
  if (words.length === 0) return { say: ['That needs words after it, as in: find bedrock.'] };
  const found = filtered(listing.rows, words.join(' ')).rows;
  return { say: found.length > 0 ? found.map(row => rowWords(listing, row)) : ['Nothing matches.'] };
}

/** Another one than what the list would begin with. */
function previous(listing: Listing): Step {
  const { meant, lastUsed } = listing.snapshot;
  const names = lastUsed.filter(name => name !== (meant ?? lastUsed[0]));
  const [row] = names.flatMap(name => listing.rows.filter(each => each.name === name));
  return {
    say: [row === undefined ? 'No other profile was used in this folder yet.' : rowWords(listing, row)],
  };
}

/** Why a row cannot be worked with as a profile; undefined when it can. */
function notUsable(row: PickerRow): Step | undefined {
  const { name, held, needs } = row;
  if (held === null) return invalid(row);
  return needs.length > 0
    ? { say: [`${name} is a preset that still has to be set up: type add ${name} for that.`] }
    : undefined;
}

/** A number or a name alone. A preset that needs something is set up first. */
function accept(listing: Listing, row: PickerRow): Step | Dialogue<Step> {
  if (row.needs.length > 0) return add(listing, [row.name]);
  return notUsable(row) ?? { outcome: { outcome: 'chosen', name: row.name } };
}

/** As the screens say it: `cgw env` would fetch the credential. */
function env({ snapshot }: Listing, row: PickerRow): Step {
  const { name, held, needs } = row;
  if (held === null) return invalid(row);
  return {
    say: [
      `What ${name} does to the environment:`,
      ...(needs.length > 0 ? [`It still needs ${listed(needs)}.`] : []),
      ...spokenLines(envLines(name, held.profile, snapshot, unlimitedWidth)).filter(text => text !== ''),
    ],
  };
}

function line({ snapshot }: Listing, row: PickerRow): Step {
  const { name } = row;
  return notUsable(row) ?? { say: [`This line switches a shell to ${name}:`, switchLine(snapshot, name)] };
}

/** It costs money, so it is asked for. */
function* check({ snapshot }: Listing, row: PickerRow): Dialogue<Step> {
  const { name, held } = row;
  if (held === null) return invalid(row);
  const unusable = notUsable(row);
  if (unusable !== undefined) return unusable;
  const { lines } = checkPage(name, held.profile, snapshot);
  const agreed = yield* askYesNo([...lines.map(sentence), billed], 'Check it? yes or no');
  return agreed ? yield* carriedOut(['check', name]) : { say: ['Nothing was checked.'] };
}

function* remove({ snapshot }: Listing, row: PickerRow): Dialogue<Step> {
  const { name } = row;
  if (row.source === 'preset') return { say: [`${name} is a preset: it stays.`] };
  if (row.source === 'catalog') return { say: [readOnly(name)] };
  const pointers = referrersTo(row);
  const along = ownSecretsText(snapshot, row);
  const answer = yield* ask(
    [
      ...(pointers.length > 0 ? [`Without ${name}, ${listed(pointers)} would name nothing any more.`] : []),
      ...(along === '' ? [] : [along]),
    ],
    along === ''
      ? `Delete ${name}? Only yes deletes it`
      : `Delete ${name}? Only yes deletes it; profile deletes it too, but not its credential`,
  );
  // The beginning of a word is typed too easily.
  switch (answer.toLowerCase()) {
    case 'yes':
      return yield* carriedOut(['remove', name]);
    case 'profile':
      if (along !== '') return yield* carriedOut(['remove', name, '--keep-secrets']);
  }
  return { say: [`${name} is kept.`] };
}
