import type { Comparison, Difference } from './compare.ts';
import { marks } from './marks.ts';

/** What a switch means, in words: a line each, indented, not yet wrapped. */
export function comparisonLines(from: string, to: string, { gained, lost, uncertain }: Comparison): string[] {
  const sections = [
    section('You gain', gained, gain),
    section('You lose', lost, loss),
    section('Uncertain', uncertain, doubt),
  ];
  return [`Switching ${from} → ${to}`, '', ...sections.flat()].slice(0, -1);
}

function section(
  title: string,
  items: readonly Difference[],
  describe: (item: Difference) => string[],
): string[] {
  if (items.length === 0) return [`${title}: nothing`, ''];
  return [title, ...items.flatMap(describe), ''];
}

function head({ feature, from, to }: Difference): string {
  return `  ${marks[to.state].symbol} ${feature}: ${marks[from.state].word} → ${marks[to.state].word}`;
}

function gain(item: Difference): string[] {
  return [head(item), ...(item.from.loss === '' ? [] : [`      no longer: ${item.from.loss}`])];
}

function loss(item: Difference): string[] {
  const shows = item.shows === 'loud' ? 'loud: the server answers 400' : 'silent: nothing tells you';
  return [
    head(item),
    `      ${item.to.loss}`,
    `      why: ${item.to.why} (${shows})`,
    ...(item.to.lever === null ? [] : [`      lever: ${item.to.lever}`]),
  ];
}

function doubt(item: Difference): string[] {
  const side = item.to.state === 'unknown' ? item.to : item.from;
  return [head(item), `      ${side.why}`, ...(side.lever === null ? [] : [`      lever: ${side.lever}`])];
}
