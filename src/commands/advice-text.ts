import { pageWidth, wrap } from '../base/text.ts';
import type { Advice } from '../features/advise.ts';
import { marks } from '../features/cell.ts';
import { needs as needTable } from '../features/needs.ts';
import type { Ranked } from '../features/ranking.ts';
import type { RoleAdvice } from '../features/role-advice.ts';
import { routes } from '../features/routes.ts';

/** How many profiles, and how many reasons of one kind, are shown unless all are asked for. */
const shownProfiles = 5;
const shownReasons = 4;

/** Advice for people: who ranks first and why, then roles, then notes; no line is wider than the page. */
export function adviceText(advice: Advice, all: boolean): string {
  const { needs, ranked, hybrid, notes } = advice;
  const shown = all ? ranked : ranked.slice(0, shownProfiles);
  const more = ranked.length - shown.length;
  const lines = [
    ...(needs.length > 0
      ? ['Needs', ...needs.flatMap(id => wrap(`${id}: ${needTable[id].title}`, '  '))]
      : ['No need was named: the features decide']),
    '',
    ...shown.flatMap((each, index) => [...entry(index + 1, each, all), '']),
    ...(more > 0 ? [`${more} more with --all`, ''] : []),
    ...(hybrid === null
      ? []
      : ['Hybrid approach: a role for each kind of work', ...hybrid.flatMap(roleLines)]),
    ...(notes.length > 0 ? ['Notes', ...notes.flatMap(({ text }) => bullet('- ', text, '  '))] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function entry(rank: number, each: Ranked, all: boolean): string[] {
  const state = each.source === 'profile' ? 'your profile' : each.ready ? 'preset' : 'preset, to be set up';
  return [
    ...wrap(`${rank}. ${each.name} (${state}): ${each.score} of 100`, ''),
    ...wrap(each.route.map(id => routes[id].title).join(', or '), '   '),
    ...(each.setUp === null ? [] : wrap(`needs ${each.setUp.needs.join(', ')}`, '   ')),
    ...(each.excluded ? ['   ruled out: it lacks a need that cannot be traded'] : []),
    ...reasons(`${marks.full.symbol} for: `, each.for, all),
    ...reasons(`${marks.none.symbol} against: `, each.against, all),
    ...reasons(`${marks.unknown.symbol} uncertain: `, each.uncertain, all),
  ];
}

function reasons(label: string, texts: readonly string[], all: boolean): string[] {
  const shown = all ? texts : texts.slice(0, shownReasons);
  const more = texts.length - shown.length;
  return [
    ...shown.flatMap(text => bullet(label, text, '   ')),
    ...(more > 0 ? [`     and ${more} more, with --all or --json`] : []),
  ];
}

/** A labelled text, with the lines after the first one set in. */
function bullet(label: string, text: string, indent: string): string[] {
  const [first = '', ...rest] = wrap(`${label}${text}`, indent);
  return [first, ...wrap(rest.map(line => line.trim()).join(' '), `${indent}  `)].filter(
    line => line.trim() !== '',
  );
}

function roleLines({ role, name, ready, purpose, commands }: RoleAdvice): string[] {
  return [
    ...wrap(`@${role}: ${name}${ready ? '' : ' (to be set up)'}: ${purpose}`, '  '),
    ...commands.flatMap(commandLines),
    '',
  ];
}

/** A command to copy: where it is too long, it goes on after a backslash. */
function commandLines(command: string): string[] {
  if (command.length + 6 <= pageWidth) return [`      ${command}`];
  const parts = command.split(/ (?=--)/);
  return parts.map(
    (part, index) => `${index === 0 ? '      ' : '        '}${part}${index < parts.length - 1 ? ' \\' : ''}`,
  );
}
