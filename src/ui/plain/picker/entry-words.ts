import { type Entry, groupTitles } from '../../entries.ts';
import { counted, listed, withoutArrows } from '../words.ts';
import { numberOf, type World } from './world.ts';

/** The whole of the greeting: how many profiles, which Claude Code, which default, and the list. */
export function greeting(world: World): string[] {
  const { catalog, entries } = world;
  const own = entries.filter(({ source }) => source === 'profile').length;
  const standard = catalog.config.default;
  return [
    `cgw: ${counted(own, 'profile')}, ${catalog.claude}, ${standard === undefined ? 'no default' : `the default is ${standard}`}.`,
    ...listWords(world),
  ];
}

/** The entries by their groups. What still has to be set up is only counted: it is a long list. */
function listWords(world: World): string[] {
  const presets = entriesIn(world, 'presets').length;
  return [
    ...groupWords(world, 'profiles'),
    ...groupWords(world, 'ready'),
    ...(presets > 0
      ? [`${groupTitles.presets}: ${counted(presets, 'more preset')}. Type presets to hear them.`]
      : []),
  ];
}

export function groupWords(world: World, group: Entry['group']): string[] {
  const found = entriesIn(world, group);
  return found.length === 0 ? [] : [`${groupTitles[group]}:`, ...found.map(each => entryWords(world, each))];
}

function entriesIn({ entries }: World, group: Entry['group']): Entry[] {
  return entries.filter(entry => entry.group === group);
}

/** An entry in one line, everything about it in words. */
export function entryWords(world: World, entry: Entry): string {
  const { name, title, place, problem, needs, group } = entry;
  const facts = [
    ...(problem === null ? [] : [`cannot be used: ${problem}`]),
    ...tagsOf(world, entry),
    withoutArrows(title),
    ...(place === null ? [] : [place]),
    ...(needs.length > 0 ? [`needs ${listed(needs)}`] : []),
    ...(group === 'ready' ? ['a preset'] : []),
  ];
  return `${numberOf(world, entry)}. ${name}: ${facts.join('; ')}`;
}

/** What points at an entry, and what it is here and now. */
function tagsOf({ catalog }: World, entry: Entry): string[] {
  const { name, roles } = entry;
  return [
    ...(entry.default ? ['the default'] : []),
    ...(entry.active ? ['in force here'] : []),
    ...(catalog.meant === name && !entry.default && !entry.active ? ['meant in this folder'] : []),
    ...roles.map(role => `role @${role}`),
    ...(catalog.lastUsed[0] === name ? ['used last in this folder'] : []),
  ];
}
