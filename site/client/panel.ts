import { marks } from '../../src/features/cell.ts';
import { type FeatureId, features } from '../../src/features/features.ts';
import { classes } from '../classes.ts';
import { columnIn, type PageData, type PageRoute } from '../page-data.ts';
import type { Choices } from './choices.ts';
import { byId, element } from './dom.ts';
import { badge, explained, named } from './words.ts';

/** The details of one cell: what is lost and why, in each measured version, and who says so. */
export function openPanel(data: PageData, routes: readonly PageRoute[], close: () => void) {
  const panel = byId('cell', HTMLElement);
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') close();
  });

  return (choices: Choices): void => {
    const route = routes.find(({ id }) => id === choices.cell?.route);
    panel.hidden = choices.cell === null || route === undefined;
    if (choices.cell === null || route === undefined) return;
    const { feature } = choices.cell;
    const { pair, column } = columnIn(route, choices);
    const cell = column[feature];
    const button = element('button', { type: 'button', class: 'close' }, 'Close');
    button.addEventListener('click', close);
    panel.replaceChildren(
      element(
        'header',
        {},
        element('h3', { id: 'cell-title', tabindex: '-1' }, `${features[feature].title}, ${route.title}`),
        badge(cell.state),
        button,
      ),
      element(
        'div',
        { class: 'words' },
        ...explained(feature, cell),
        element(
          'p',
          { class: 'versions' },
          pair === undefined
            ? 'Documented only: it was not measured.'
            : `Measured with ${named(pair)}, ${pair.measured}.`,
        ),
      ),
      ...(route.pairs.length === 0 ? [] : [grid(data, route, feature, choices)]),
      element('ol', { class: 'evidence', 'aria-label': 'Evidence' }, ...evidence(cell.sources, feature)),
    );
  };
}

/** The cell’s state in every measured pair of versions: Claude Code down, LiteLLM across. */
function grid(data: PageData, route: PageRoute, feature: FeatureId, choices: Choices): HTMLElement {
  const across = data.litellm.filter(version => route.pairs.some(({ litellm }) => litellm === version));
  const down = data.claudeCode.filter(version =>
    route.pairs.some(({ claudeCode }) => claudeCode === version),
  );
  const head = (text: string, scope: string) => element('th', { scope }, text);
  const { pair: standing } = columnIn(route, choices);
  const cellOf = (claudeCode: string, litellm: string | undefined) => {
    const at = route.pairs.findIndex(pair => pair.claudeCode === claudeCode && pair.litellm === litellm);
    const state = route.columns[at]?.[feature].state;
    if (at < 0 || state === undefined) return element('td', {}, '–');
    const { symbol, word } = marks[state];
    const td = element('td', { class: classes[state] }, `${symbol} `, element('i', {}, word));
    if (route.pairs[at] === standing) td.ariaCurrent = 'true';
    return td;
  };
  const columns: readonly (string | undefined)[] = across.length === 0 ? [undefined] : across;
  return element(
    'div',
    { class: 'scroller', role: 'region', tabindex: '0', 'aria-label': 'In each measured version' },
    element(
      'table',
      { class: 'grid' },
      element(
        'caption',
        {},
        across.length === 0 ? 'Claude Code' : 'Claude Code down, LiteLLM across; – was not measured',
      ),
      element(
        'thead',
        {},
        element('tr', {}, element('td', {}), ...columns.map(version => head(version ?? 'state', 'col'))),
      ),
      element(
        'tbody',
        {},
        ...down.map(version =>
          element('tr', {}, head(version, 'row'), ...columns.map(litellm => cellOf(version, litellm))),
        ),
      ),
    ),
  );
}

/** The sources as the page’s list has them, in the order in which they decide. */
function evidence(sources: readonly number[], feature: FeatureId): HTMLElement[] {
  return sources.map(source => {
    if (source === 0)
      return element(
        'li',
        {},
        element('b', {}, 'measured'),
        ' between recorders: ',
        element('a', { href: `#${feature}` }, 'each run'),
      );
    const listed = document.getElementById(`s${Math.abs(source)}`);
    const copied = [...(listed?.cloneNode(true).childNodes ?? [])];
    return source > 0
      ? element('li', {}, ...copied)
      : element('li', { class: 'superseded' }, element('b', {}, 'superseded: '), ...copied);
  });
}
