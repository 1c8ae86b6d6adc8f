import { type State as Amount, marks } from '../../../../features/cell.ts';
import type { Compared } from '../../../../features/compare.ts';
import { type FeatureId, featureIds, features } from '../../../../features/features.ts';
import { type ProfileCell, profileColumn } from '../../../../features/profile-column.ts';
import { type Line, line, spread, styled, widthOf, wrapSpans } from '../../../lines.ts';
import type { StyleName } from '../../../theme.ts';

/** What is lost comes first: it is what a user looks for. */
const order: readonly Amount[] = ['none', 'partial', 'unknown', 'full'];

export const amountStyles: { readonly [Each in Amount]: StyleName } = {
  full: 'good',
  partial: 'warn',
  none: 'bad',
  unknown: 'dim',
};

/** The profile’s own column of the feature table: state, what is lost, the lever, and how it is known. */
export function featureLines({ profile, checks }: Compared, width: number): Line[] {
  const column = profileColumn(profile, checks);
  const wholeClient = featureIds.filter(id => features[id].side === 'client');
  const client = wholeClient.every(id => column[id].state === 'full') ? wholeClient : [];
  const listed = order.flatMap(state =>
    featureIds.filter(id => column[id].state === state && !client.includes(id)),
  );
  return [
    ...listed.flatMap(id => cellLines(id, column[id], width)),
    ...(client.length > 0 ? clientLines(client, width) : []),
  ];
}

function cellLines(id: FeatureId, cell: ProfileCell, width: number): Line[] {
  const { symbol, word } = marks[cell.state];
  const left = line(
    styled(amountStyles[cell.state], `${symbol} ${word.padEnd(7)}`),
    ` ${features[id].title}`,
  );
  const [evidence] = cell.evidence;
  const right = line(styled('dim', evidence.kind));
  const head =
    widthOf(left) + widthOf(right) < width ? [spread(left, right, width)] : wrapSpans(left, width, 10);
  if (cell.state === 'full') return head;
  const details = [
    ...(cell.loss === '' ? [] : [line(`  ${cell.loss}`)]),
    line(styled('dim', `  ${cell.why}, ${evidence.checked}${cell.shows === 'loud' ? '; answers 400' : ''}`)),
    ...(cell.changedBy === null ? [] : [line(styled('dim', `  by ${cell.changedBy}`))]),
    ...(cell.lever === null ? [] : [line(styled('accent', `  lever: ${cell.lever}`))]),
  ];
  return [...head, ...details.flatMap(each => wrapSpans(each, width))];
}

function clientLines(ids: readonly FeatureId[], width: number): Line[] {
  const names = ids.map(id => features[id].title).join(', ');
  const { symbol, word } = marks.full;
  return wrapSpans(
    line(styled('good', `${symbol} ${word.padEnd(7)}`), ` in the program itself: ${names}`),
    width,
    2,
  );
}
