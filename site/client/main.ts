import type { RouteId } from '../../src/features/documented-routes.ts';
import { groups } from '../groups.ts';
import { type PageData, routesIn } from '../page-data.ts';
import { type Choices, choicesOf, hashOf, inVersions, type Side } from './choices.ts';
import { showDifferences } from './differences.ts';
import { byId, field } from './dom.ts';
import { openPanel } from './panel.ts';
import { openTable } from './table.ts';

/**
 * The page’s program. The address holds all choices and nothing else does: a choice changes the address, and the
 * page shows what the address says. So Back, Forward and a link do what a click does.
 */
const data: PageData = JSON.parse(byId('page-data', HTMLElement).textContent);
const routes = routesIn(data);
const offered = {
  claudeCode: data.claudeCode,
  litellm: data.litellm,
  routes: routes.map(({ id }) => id),
  signers: [...new Set(routes.map(({ signer }) => signer))],
};
const filters = byId('filters', HTMLFormElement);
const sides = byId('sides', HTMLFormElement);
const boxes = [...filters.querySelectorAll<HTMLInputElement>('input[name=routes]')];

let choices = choicesOf(location.hash, offered);
const table = openTable(routes, cell => {
  choose({ ...choices, cell });
  document.getElementById('cell-title')?.focus();
});
const showPanel = openPanel(data, routes, () => {
  const { cell } = choices;
  choose({ ...choices, cell: null });
  if (cell !== null) table.focus(cell);
});

/** A choice, as a new entry of the history. */
function choose(next: Choices): void {
  const hash = hashOf(next);
  if (hash !== location.hash) location.hash = hash;
  show(next);
}

function show(next: Choices): void {
  choices = next;
  field(filters, 'claude').value = next.claudeCode;
  field(filters, 'litellm').value = next.litellm;
  field(filters, 'by').value = next.signer;
  for (const box of boxes) box.checked = next.groups.some(id => id === box.value);
  for (const name of ['from', 'to'] as const) {
    const { route, claudeCode, litellm } = next[name];
    field(sides, name).value = route;
    field(sides, `${name}-claude`).value = claudeCode;
    field(sides, `${name}-litellm`).value = litellm;
    // Versions change nothing on a route that was not measured in any.
    const pairs = routes.find(({ id }) => id === route)?.pairs ?? [];
    field(sides, `${name}-claude`).disabled = pairs.length === 0;
    field(sides, `${name}-litellm`).disabled = pairs.every(pair => pair.litellm === undefined);
  }
  table.show(next);
  showPanel(next);
  showDifferences(routes, next);
}

function sideIn(name: 'from' | 'to'): Side {
  return {
    route: field(sides, name).value as RouteId,
    claudeCode: field(sides, `${name}-claude`).value,
    litellm: field(sides, `${name}-litellm`).value,
  };
}

filters.addEventListener('change', () => {
  const versions = { claudeCode: field(filters, 'claude').value, litellm: field(filters, 'litellm').value };
  const signer = field(filters, 'by').value;
  choose({
    ...inVersions(choices, versions),
    groups: groups.map(({ id }) => id).filter(id => boxes.some(box => box.checked && box.value === id)),
    signer: offered.signers.find(each => each === signer) ?? 'any',
  });
});
sides.addEventListener('change', () => choose({ ...choices, from: sideIn('from'), to: sideIn('to') }));
byId('swap', HTMLButtonElement).addEventListener('click', () =>
  choose({ ...choices, from: choices.to, to: choices.from }),
);
for (const form of [filters, sides]) form.addEventListener('submit', event => event.preventDefault());

// A link within the page leaves the address, and with it the choices, as they are.
document.addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  const target = link === null ? null : document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (target === null) return;
  event.preventDefault();
  const place = target.querySelector<HTMLElement>('h2, h3') ?? target;
  place.tabIndex = -1;
  target.scrollIntoView();
  place.focus({ preventScroll: true });
});
window.addEventListener('hashchange', () => {
  if (location.hash !== hashOf(choices)) show(choicesOf(location.hash, offered));
});

document.documentElement.classList.add('scripted');
show(choices);
