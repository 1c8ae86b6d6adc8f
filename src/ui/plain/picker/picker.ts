import type { Catalog } from '../../catalog.ts';
import type { Outcome, Purpose } from '../../state.ts';
import { namesMeant, notMeant, placeMeant } from '../choose.ts';
import { ask, type Dialogue } from '../dialogue.ts';
import { accept, commandNames, commands } from './commands.ts';
import { entryMeant, greeting, type Step, type World, worldOf } from './world.ts';

/** The picker: a list, and then one question again and again until something is chosen. */
export function* pickerDialogue(
  purpose: Purpose,
  catalog: Catalog,
  say: readonly string[] = [],
): Dialogue<Outcome> {
  let world = worldOf(purpose, catalog);
  let step: Step = { say: [...say, ...greeting(world)] };
  while (true) {
    if ('outcome' in step) return step.outcome;
    const lines = [...step.say];
    if (step.catalog !== undefined) {
      const before = world;
      world = worldOf(purpose, step.catalog);
      if (!sameNumbers(before, world)) lines.push('The numbers have changed: type list to hear them.');
    }
    const next = answered(world, yield* ask(lines, 'Number, name or command; help says which'));
    step = 'next' in next ? yield* next : next;
  }
}

function sameNumbers(before: World, after: World): boolean {
  return Bun.deepEquals(
    before.entries.map(({ name }) => name),
    after.entries.map(({ name }) => name),
  );
}

/** Commands by their whole word go before names, names before the beginnings of commands. */
function answered(world: World, answer: string): Step | Dialogue<Step> {
  const [word = '', ...rest] = answer.split(/\s+/);
  if (word === '') return { say: ['Type the number or the name of a profile, or help.'] };
  const names = world.entries.map(({ name }) => name);
  const command = commandNames.find(name => name === word.toLowerCase());
  if (command !== undefined) return commands[command].run(world, rest);
  if (rest.length === 0 && (placeMeant(word) !== undefined || word.startsWith('@') || names.includes(word)))
    return chosen(world, word);
  const found = [...namesMeant(word, commandNames), ...(rest.length === 0 ? namesMeant(word, names) : [])];
  const [only] = found;
  if (only === undefined || found.length > 1)
    return { say: [notMeant(found, 'That is no command and no name of a profile. Type help or list.')] };
  const begun = commandNames.find(name => name === only);
  return begun === undefined ? chosen(world, only) : commands[begun].run(world, rest);
}

function chosen(world: World, word: string): Step | Dialogue<Step> {
  const meant = entryMeant(world, word);
  return 'problem' in meant ? { say: [meant.problem] } : accept(world, meant.entry);
}
