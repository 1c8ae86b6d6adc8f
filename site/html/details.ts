import { isOlder } from '../../src/base/versions.ts';
import { marks, type Support } from '../../src/features/cell.ts';
import { howItShows } from '../../src/features/cell-words.ts';
import { type FeatureId, featureIds, features } from '../../src/features/features.ts';
import { leverWords } from '../../src/features/levers.ts';
import { holdsOf, type Run, type Span } from '../../src/features/measured.ts';
import { measuredRoutes } from '../../src/features/measured-routes.ts';
import { classes } from '../classes.ts';
import { columnIn, type PageCell, type PageRoute } from '../page-data.ts';
import { escaped, withCode } from './text.ts';

/** Everything that is known of each feature: routes of which the same is true stand together. */
export function detailsHtml(routes: readonly PageRoute[]): string {
  const columns = routes.map(route => ({ route, column: columnIn(route, {}).column }));
  return featureIds
    .map(id => {
      const cells = columns.map(({ route, column }) => ({ route, html: entry(id, column[id]) }));
      const measured = routes.flatMap(route => {
        const html = runs(id, route);
        return html === '' ? [] : [{ route, html }];
      });
      const title = escaped(features[id].title);
      return `<section id="${id}">
<h3>${title}</h3>
${about(id)}${alike(cells)}${measured.length === 0 ? '' : `<h4>Measured</h4>\n${alike(measured)}`}</section>`;
    })
    .join('\n');
}

function alike(entries: readonly { readonly route: PageRoute; readonly html: string }[]): string {
  const groups = [...Map.groupBy(entries, ({ html }) => html)].map(
    ([html, those]) => `<dt>${titles(those.map(({ route }) => route))}\n<dd>${html}`,
  );
  return `<dl>\n${groups.join('\n')}\n</dl>\n`;
}

/** The titles of some routes; what one has in common with the one before is said once. */
function titles(those: readonly PageRoute[]): string {
  return those
    .map(({ title }, index) => {
      const [way, end] = title.split(' → ');
      const isSame = end !== undefined && those[index - 1]?.title.startsWith(`${way} → `);
      return escaped(isSame ? end : title);
    })
    .join(' · ');
}

function about(id: FeatureId): string {
  const { about: what, betas } = features[id];
  const needs = betas.map(beta => `<code>${beta}</code>`).join(' or ');
  const said = [
    ...(what === undefined ? [] : [`${escaped(what)}.`]),
    ...(needs === '' ? [] : [`Needs ${needs}.`]),
  ];
  return said.length === 0 ? '' : `<p>${said.join(' ')}</p>\n`;
}

function entry(id: FeatureId, cell: PageCell): string {
  const { state, shows, loss, why, lever, sources } = cell;
  // What the page says once, of all losses that are certain and silent, is not said of each.
  const shown =
    state === 'unknown' || shows === 'loud' ? ` <small>(${howItShows(id, state, shows)})</small>` : '';
  const lost = loss === '' ? '' : `${withCode(loss)}${shown}; `;
  const change = lever === null ? '' : ` <small>${leverWords(lever)}:</small> <code>${escaped(lever)}</code>`;
  return `${badge(state)} ${lost}${withCode(why)}.${change} ${cited(sources)}`;
}

function badge(state: Support): string {
  return `<b class=${classes[state]}>${marks[state].symbol} ${marks[state].word}</b>`;
}

/** The numbers of its sources; what newer evidence refutes is struck out. */
function cited(sources: readonly number[]): string {
  const links = sources
    .filter(source => source !== 0)
    .map(source => {
      const link = `<a href=#s${Math.abs(source)}>${Math.abs(source)}</a>`;
      return source < 0 ? `<s>${link}</s>` : link;
    });
  return links.length === 0 ? '' : `<sup>${links.join(' ')}</sup>`;
}

/** What the lab saw arrive: each outcome once, with the runs that had it. */
function runs(id: FeatureId, route: PageRoute): string {
  const measured = measuredRoutes[route.id];
  const seen = measured?.features[id]?.runs ?? [];
  const isComplete = measured?.pairs.every(pair => seen.some(run => holdsOf(run, pair)));
  const outcomes = [...Map.groupBy(seen, run => `${badge(run.state)} ${withCode(run.why)}`)];
  return outcomes
    .map(([outcome, those]) => {
      const isSame = outcomes.length === 1;
      const versions = isSame && isComplete ? 'all versions' : versionsOf(isSame ? [spanOver(those)] : those);
      return `<p>${outcome}: ${versions}, ${daysOf(those)}`;
    })
    .join('');
}

function daysOf(those: readonly Run[]): string {
  return [...new Set(those.map(({ measured }) => measured))].toSorted().join(', ');
}

type Spans = Pick<Run, 'claudeCode' | 'litellm'>;

/** From the oldest to the newest of all: the runs stand newest first, and their oldest may be in any of them. */
function spanOver(those: readonly Run[]): Spans {
  const over = (spans: readonly Span[]): Span => ({
    since: inOrder(spans.map(({ since }) => since))[0] ?? '',
    until: inOrder(spans.map(({ until }) => until)).at(-1) ?? '',
  });
  const litellm = those.flatMap(run => run.litellm ?? []);
  return {
    claudeCode: over(those.map(({ claudeCode }) => claudeCode)),
    ...(litellm.length > 0 && { litellm: over(litellm) }),
  };
}

function inOrder(versions: readonly string[]): string[] {
  return versions.toSorted((a, b) => (isOlder(a, b) ? -1 : 1));
}

/** The programs are named once: `LiteLLM 1.110.2 with Claude Code 2.1.332; 1.109.1 with 2.1.126 to 2.1.332`. */
function versionsOf(spans: readonly Spans[]): string {
  return spans
    .map(({ claudeCode, litellm }, index) => {
      const [before, program] = index === 0 ? ['LiteLLM ', 'Claude Code '] : ['', ''];
      const through = litellm === undefined ? '' : `${before}${spanned(litellm)} with `;
      return `${through}${program}${spanned(claudeCode)}`;
    })
    .join('; ');
}

function spanned({ since, until }: Span): string {
  return since === until ? since : `${since} to ${until}`;
}
