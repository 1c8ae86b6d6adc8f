import { compare, type Difference, verdicts } from '../../src/features/compare.ts';
import { columnIn, type PageCell, type PageRoute } from '../page-data.ts';
import type { Choices, Side } from './choices.ts';
import { byId, element, say } from './dom.ts';
import { badge, explained, named } from './words.ts';

/** What a switch from one side to the other loses, gains and leaves open: the losses first. */
export function showDifferences(routes: readonly PageRoute[], { from, to }: Choices): void {
  const [held, gets] = [sideOf(routes, from), sideOf(routes, to)];
  if (held === undefined || gets === undefined) return;
  const comparison = compare(held.column, gets.column);
  const { lost, gained } = verdicts(comparison);
  byId('switch', HTMLElement).textContent = `${held.name} → ${gets.name}`;
  say(byId('verdict', HTMLElement), `${lost}. ${gained}.`);
  byId('differences', HTMLElement).replaceChildren(
    ...part('Lost', comparison.lost, ({ feature, to }) => explained(feature, to)),
    ...part('Gained', comparison.gained, ({ from }) =>
      from.loss === '' ? [] : [element('p', {}, element('small', {}, 'no longer: '), from.loss)],
    ),
    ...part('Unknown', comparison.uncertain, ({ feature, from, to }) =>
      explained(feature, to.state === 'unknown' ? to : from),
    ),
  );
}

function sideOf(routes: readonly PageRoute[], side: Side) {
  const route = routes.find(({ id }) => id === side.route);
  if (route === undefined) return undefined;
  const { pair, column } = columnIn(route, side);
  return { name: pair === undefined ? route.title : `${route.title} (${named(pair)})`, column };
}

function part(
  title: string,
  differences: readonly Difference<PageCell>[],
  words: (difference: Difference<PageCell>) => readonly HTMLElement[],
): HTMLElement[] {
  if (differences.length === 0) return [];
  const items = differences.map(each =>
    element(
      'li',
      {},
      element('h4', {}, each.title, ' ', badge(each.from.state), ' → ', badge(each.to.state)),
      ...words(each),
    ),
  );
  return [
    element('section', {}, element('h3', {}, `${title}: ${differences.length}`), element('ul', {}, ...items)),
  ];
}
