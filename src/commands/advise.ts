import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import type { Profile } from '../backends/profile.ts';
import { askLine } from '../base/ask.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, type PageSize, styled } from '../base/lines.ts';
import { didYouMean } from '../base/near-names.ts';
import { heading, paragraph, withMark } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName } from '../base/quoting.ts';
import { measuredOf } from '../check/check-store.ts';
import { type Advice, advise as adviseOn } from '../features/advise.ts';
import { marks } from '../features/cell.ts';
import type { Versions } from '../features/measured.ts';
import { type NeedId, needIds, needs, needs as needTable } from '../features/needs.ts';
import type { Candidate, Ranked } from '../features/ranking.ts';
import type { RoleAdvice } from '../features/role-advice.ts';
import { routes } from '../features/routes.ts';
import { versionSentences } from '../features/version-texts.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { allPresets, isReady, type Preset, withExampleAddress } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { problemsOf } from '../profile/rules.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'which backend fits what you need, and why',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {
    need: {
      value: 'need,…',
      kind: { listOf: needIds },
      many: true,
      help: 'what you need; may be repeated, and without it you are asked',
    },
    all: { help: 'every profile and preset with every reason, not the first five' },
    json: jsonFlag,
  },
  examples: ['cgw advise', 'cgw advise --need context-1m,cost-tracking', 'cgw advise --need offline --all'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const named = needsNamed(invocation.values.get('need') ?? []);
  const { candidates, invalid } = candidatesOf(
    await readConfig(io),
    (name, profile) => measuredOf(name, profile, io).versions,
  );
  const needs = named.length > 0 ? named : await needsAsked(invocation, io);
  for (const name of invalid) io.err(`cgw: ${name} is left out, because it is invalid: cgw show ${name}\n`);
  const advice = adviseOn(needs, candidates);
  if (invocation.switches.has('json')) printJson(io, advice);
  else showPage(advicePage(advice, invocation.switches.has('all')), io);
  return exitCode.done;
}

/** @throws UserError (2) with the near names and the list. */
function needsNamed(values: readonly string[]): NeedId[] {
  const words = values.flatMap(value => value.split(',')).map(word => word.trim());
  const named = words.filter(word => word !== '');
  const unknown = named.find(word => !isNeed(word));
  if (unknown !== undefined) {
    throw new UserError(
      exitCode.usage,
      `advise: there is no need ${quotedName(unknown)}`,
      [didYouMean(unknown, needIds) ?? [], needList].flat().join(' '),
    );
  }
  return needIds.filter(id => named.includes(id));
}

async function needsAsked({ values }: Invocation, io: Io): Promise<NeedId[]> {
  if (!values.has('need') && io.isTerminal('in') && io.isTerminal('out')) return askNeeds(io);
  throw new UserError(
    exitCode.usage,
    'advise: --need is missing, and there is no terminal to ask in',
    needList,
  );
}

const needList = `needs are ${needIds.join(', ')}`;

function isNeed(word: string): word is NeedId {
  return (needIds as readonly string[]).includes(word);
}

/**
 * Asks in plain lines, which a screen reader reads as they are: a numbered list, then numbers or names until an
 * empty line. What is asked goes to stderr, so that stdout stays data.
 */
async function askNeeds(io: Io): Promise<NeedId[]> {
  const list = needIds.map((id, index) => `${String(index + 1).padStart(4)}  ${id}: ${needs[id].title}\n`);
  io.err(`What do you need?\n${list.join('')}`);
  const chosen = new Set<NeedId>();
  let prompt = 'Numbers or names, separated by commas; an empty line ends: ';
  await askLine(
    () => prompt,
    io,
    line => {
      const words = line.split(/[\s,]+/).filter(word => word !== '');
      if (words.length === 0) return true;
      for (const word of words) {
        const id = needMeant(word);
        if (id === undefined) io.err(`There is no need ${quotedName(word)}.\n`);
        else chosen.add(id);
      }
      prompt = `So far: ${[...chosen].join(', ') || 'none'}. More, or an empty line: `;
      return undefined;
    },
  );
  return needIds.filter(id => chosen.has(id));
}

function needMeant(word: string): NeedId | undefined {
  return needIds.find((id, index) => id === word || String(index + 1) === word);
}

/** Everything a user could run: own profiles that are valid, then presets, also those that still need fields. */
export function candidatesOf(
  config: Config,
  versionsOf: (name: string, profile: Profile) => Versions = () => ({}),
): { candidates: Candidate[]; invalid: string[] } {
  const names = Object.keys(config.profiles);
  const invalid = names.filter(name => problemsOf(config.profiles[name]).length > 0);
  const own = Object.entries(config.profiles)
    .filter(([name]) => !invalid.includes(name))
    .map(([name, profile]): Candidate => {
      return { name, source: 'profile', profile, versions: versionsOf(name, profile), setUp: null };
    });
  const presets = allPresets()
    .filter(([name]) => !Object.hasOwn(config.profiles, name))
    .map(([name, preset]) => presetCandidate(name, preset, versionsOf));
  return { candidates: [...own, ...presets], invalid };
}

function presetCandidate(
  name: string,
  preset: Preset,
  versionsOf: (name: string, profile: Profile) => Versions,
): Candidate {
  const fill = preset.fill ?? {};
  const setUp = isReady(preset)
    ? null
    : { needs: Object.keys(fill), command: addCommand(name, name, preset) };
  const profile = withExampleAddress(preset);
  return { name, source: 'preset', profile, versions: versionsOf(name, profile), setUp };
}

/** How many profiles, and how many reasons of one kind, are shown unless all are asked for. */
const shownProfiles = 5;
const shownReasons = 4;

/** Advice for people: who ranks first and why, then roles, then notes. */
function advicePage(advice: Advice, all: boolean): Page {
  const { needs, ranked, hybrid, notes } = advice;
  const shown = all ? ranked : ranked.slice(0, shownProfiles);
  const more = ranked.length - shown.length;
  return size =>
    withGaps([
      needs.length > 0
        ? [heading('Needs'), ...needs.flatMap(id => paragraph(`  ${id}: ${needTable[id].title}`, size))]
        : paragraph(heading('No need was named: the features decide'), size),
      ...shown.map((each, index) => entry(index + 1, each, all, size)),
      more > 0 ? [line(styled('dim', `${more} more with --all`))] : [],
      ...(hybrid ?? []).map((each, index) => [
        ...(index === 0 ? paragraph(heading('Hybrid approach: a role for each kind of work'), size) : []),
        ...roleLines(each, size),
      ]),
      notes.length > 0
        ? [heading('Notes'), ...notes.flatMap(({ text }) => paragraph(`  - ${text}`, size, 2))]
        : [],
    ]);
}

/** Groups of lines with a blank one between each. */
function withGaps(groups: readonly (readonly Line[])[]): Line[] {
  return groups
    .filter(group => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [line(), ...group]));
}

function entry(rank: number, each: Ranked, all: boolean, size: PageSize): Line[] {
  const state = each.source === 'profile' ? 'your profile' : each.ready ? 'preset' : 'preset, to be set up';
  return [
    ...paragraph(line(`${rank}. `, styled('title', each.name), ` (${state}): ${each.score} of 100`), size, 3),
    ...paragraph(`   ${each.route.map(id => routes[id].title).join(', or ')}`, size),
    ...(each.setUp === null ? [] : paragraph(`   needs ${each.setUp.needs.join(', ')}`, size)),
    ...versionSentences(each).flatMap(text => paragraph(line('   ', styled('dim', text)), size, 2)),
    ...(each.excluded
      ? paragraph(line('   ', styled('bad', 'ruled out'), ': it lacks a need that cannot be traded'), size)
      : []),
    ...reasons(`${marks.full.symbol} for: `, each.for, all, size),
    ...reasons(`${marks.none.symbol} against: `, each.against, all, size),
    ...reasons(`${marks.unknown.symbol} uncertain: `, each.uncertain, all, size),
  ];
}

function reasons(label: string, texts: readonly string[], all: boolean, size: PageSize): Line[] {
  const shown = all ? texts : texts.slice(0, shownReasons);
  const more = texts.length - shown.length;
  return [
    ...shown.flatMap(text => paragraph(withMark(`   ${label}${text}`), size, 2)),
    ...(more > 0 ? [line(styled('dim', `     and ${more} more, with --all or --json`))] : []),
  ];
}

function roleLines({ role, name, ready, purpose, commands }: RoleAdvice, size: PageSize): Line[] {
  return [
    ...paragraph(`  @${role}: ${name}${ready ? '' : ' (to be set up)'}: ${purpose}`, size),
    ...commands.flatMap(each => commandLines(each, size)),
  ];
}

/** A command to copy: where it is too long, it goes on after a backslash. */
function commandLines(command: string, { text: width }: PageSize): Line[] {
  if (command.length + 6 <= width) return [line('      ', styled('accent', command))];
  const parts = command.split(/ (?=--)/);
  return parts.map((part, index) =>
    line(
      index === 0 ? '      ' : '        ',
      styled('accent', `${part}${index < parts.length - 1 ? ' \\' : ''}`),
    ),
  );
}

export const advise: CommandModule = { spec, run };
