import { type Line, line, type Span, type StyleName, styled, widthOf, wrapSpans } from '../base/lines.ts';
import { type Evidence, lossesFirst, marked, marks, type Support } from './cell.ts';
import { howItShows } from './cell-words.ts';
import { type FeatureId, featureIds, fullTitle } from './features.ts';
import { leverWords } from './levers.ts';
import type { ProfileColumn } from './profile-column.ts';
import { awaitsUpstream, upstreamHint } from './upstream.ts';
import { type Versioned, versionTexts } from './version-texts.ts';

export const supportStyles: { readonly [Each in Support]: StyleName } = {
  full: 'good',
  partial: 'warn',
  none: 'bad',
  unknown: 'dim',
};

/** How many of each, in words where there is room for them; it also says what the marks mean. */
export function countsLine(column: ProfileColumn, width: number): Line {
  const counts = lossesFirst
    .map(state => ({ state, count: featureIds.filter(id => column[id].state === state).length }))
    .filter(({ count }) => count > 0);
  const texts = (word: (state: Support) => string) =>
    counts.map(
      ({ state, count }): Span =>
        styled(supportStyles[state], `${marks[state].symbol}${word(state)}${count}`),
    );
  const joined = (spans: readonly Span[]) =>
    line(...spans.flatMap((span, index) => (index === 0 ? [span] : ['  ', span])));
  const long = joined(texts(state => ` ${marks[state].word} `));
  return widthOf(long) <= width ? long : joined(texts(() => ''));
}

/** What to say once of profiles that do not say what is behind their gateway. */
export function upstreamLines(
  columns: readonly (Parameters<typeof upstreamHint>[0] & { readonly column: ProfileColumn })[],
  width: number,
): Line[] {
  return columns.flatMap(each => {
    const hint = upstreamHint(each, each.column);
    if (hint === undefined) return [];
    const said = line(styled('warn', `${each.name}: ${hint.what}: `), styled('accent', hint.command));
    return wrapSpans(said, width, 2);
  });
}

/** Which versions the columns speak of, what is outside of these, and what newer ones would change. */
export function versionLines(columns: readonly Versioned[], width: number): Line[] {
  return versionTexts(columns).flatMap(text => wrapSpans(line(styled('dim', text)), width, 2));
}

/** What is lost, in a few words. */
export function lossSpan(id: FeatureId, column: ProfileColumn): Span {
  const cell = column[id];
  if (awaitsUpstream(cell)) return styled('dim', 'depends on upstream');
  return cell.state === 'unknown' ? styled('dim', cell.loss) : { text: cell.loss };
}

/** Who says so: all of them, or the one that decides, without its address. */
type Sources = 'all' | 'short';

/** What there is to say about a feature, not yet wrapped: what is lost, why, how to change it, and who says so. */
export function cellLines(id: FeatureId, column: ProfileColumn, sources: Sources): Line[] {
  const { state } = column[id];
  const title = line(styled(supportStyles[state], marked(state)), '  ', styled('title', fullTitle(id)));
  const details = cellDetails(id, column, sources).map(each => line('  ', ...each));
  return [title, ...details];
}

export function cellDetails(id: FeatureId, column: ProfileColumn, sources: Sources): Line[] {
  const { state, loss, why, shows, changedBy, lever, evidence } = column[id];
  const [first] = evidence;
  return [
    ...(loss === '' ? [] : [line(loss, styled('dim', ` (${howItShows(id, state, shows)})`))]),
    line(styled('dim', 'why: '), why),
    ...(changedBy === null ? [] : [line(styled('dim', 'because of: '), changedBy)]),
    ...(lever === null ? [] : [line(styled('dim', `${leverWords(lever)}: `), styled('accent', lever))]),
    ...(sources === 'all'
      ? evidence.map(evidenceText)
      : [`${first.kind} ${first.checked}, ${first.versions}`]
    ).map(text => line(styled('dim', text))),
  ];
}

/** What a source says itself is not said again. */
function evidenceText({ kind, source, checked, versions, superseded }: Evidence): string {
  const more = [checked, versions].filter(each => !source.includes(each)).join('; ');
  return `${kind}${superseded ? ', superseded' : ''}: ${source}${more === '' ? '' : ` (${more})`}`;
}
