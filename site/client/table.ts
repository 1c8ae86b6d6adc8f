import { counted, listed } from '../../src/base/english.ts';
import { marks } from '../../src/features/cell.ts';
import { featureIds } from '../../src/features/features.ts';
import type { Pair } from '../../src/features/measured.ts';
import { classes } from '../classes.ts';
import { groups } from '../groups.ts';
import { columnIn, countedStates, howMany, type PageRoute } from '../page-data.ts';
import type { Choices } from './choices.ts';
import { byId, element, say } from './dom.ts';
import { named } from './words.ts';

/** A cell of the page’s table, with what it stands for. */
type TableCell = {
  readonly td: HTMLTableCellElement;
  readonly button: HTMLButtonElement;
  readonly row: number;
  readonly column: number;
};

export type Table = {
  /** Shows the choices. */
  readonly show: (choices: Choices) => void;
  readonly focus: (cell: NonNullable<Choices['cell']>) => void;
};

/** The table of the page, with buttons in its cells: one of them is in the order of Tab, arrow keys move to the others. */
export function openTable(
  routes: readonly PageRoute[],
  choose: (cell: NonNullable<Choices['cell']>) => void,
): Table {
  const table = byId('table', HTMLTableElement);
  const note = byId('table-note', HTMLElement);
  const [groupRow, headRow, ...countRows] = [...(table.tHead?.rows ?? [])];
  const groupHeads = [...(groupRow?.cells ?? [])].slice(1);
  const heads = [...(headRow?.cells ?? [])].slice(1);
  const sideHeads = [...table.tBodies].flatMap(body => body.rows[0]?.cells[0] ?? []);
  const rows = [...table.tBodies].flatMap(body => [...body.rows].slice(1));
  const cells = rows.map((tr, row) =>
    [...tr.cells].slice(1).map((td, column): TableCell => {
      const button = element('button', { type: 'button', tabindex: '-1' }, ...td.childNodes);
      td.append(button);
      return { td, button, row, column };
    }),
  );
  const newest = routes.map(route => columnIn(route, {}).column);
  let entrance: TableCell | undefined;

  function enterAt(cell: TableCell | undefined): void {
    entrance?.button.setAttribute('tabindex', '-1');
    entrance = cell;
    cell?.button.setAttribute('tabindex', '0');
  }

  function cellOf(target: EventTarget | null): TableCell | undefined {
    const td = target instanceof Element ? target.closest('td') : null;
    return cells.flat().find(cell => cell.td === td);
  }

  /** The next cell that is shown, in steps of this size. */
  function step(from: TableCell, down: number, right: number): TableCell | undefined {
    for (let [row, column] = [from.row + down, from.column + right]; ; row += down, column += right) {
      const next = cells[row]?.[column];
      if (next === undefined || !next.td.hidden) return next;
    }
  }

  table.addEventListener('click', event => {
    const cell = cellOf(event.target);
    const [feature, route] = [featureIds[cell?.row ?? -1], routes[cell?.column ?? -1]];
    if (feature !== undefined && route !== undefined) choose({ feature, route: route.id });
  });
  table.addEventListener('focusin', event => {
    const cell = cellOf(event.target);
    if (cell !== undefined) enterAt(cell);
  });
  table.addEventListener('keydown', event => {
    const cell = cellOf(event.target);
    const move = moves[event.key];
    if (cell === undefined || move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [down, right, isFar] = move;
    let next = step(cell, down, right);
    for (let further = next; isFar && further !== undefined; further = step(further, down, right))
      next = further;
    next?.button.focus();
  });

  function show(choices: Choices): void {
    const shown = routes.map(({ id, signer }) => {
      const group = groups.find(each => each.routes.some(route => route === id));
      return (
        group !== undefined &&
        choices.groups.includes(group.id) &&
        (choices.signer === 'any' || choices.signer === signer)
      );
    });
    groups.forEach(({ routes: ids }, index) => {
      const count = ids.filter(id => shown[routes.findIndex(route => route.id === id)]).length;
      const head = groupHeads[index];
      if (head === undefined) return;
      head.hidden = count === 0;
      head.colSpan = Math.max(count, 1);
    });
    const starts = groups.map(({ routes: ids }) =>
      routes.findIndex(({ id }, at) => shown[at] && ids.some(each => each === id)),
    );
    for (const head of sideHeads) head.colSpan = 1 + shown.filter(Boolean).length;
    let changed = 0;
    const standIns: Pair[] = [];
    routes.forEach((route, at) => {
      const isShown = shown[at] === true;
      const head = heads[at];
      const start = starts.includes(at) ? ' s' : '';
      if (head !== undefined) {
        head.hidden = !isShown;
        head.className = start;
      }
      const { pair, column } = columnIn(route, choices);
      if (isShown && pair !== undefined && !isChosen(pair, choices)) standIns.push(pair);
      countedStates.forEach((state, row) => {
        const td = countRows[row]?.cells[at + 1];
        if (td === undefined) return;
        td.hidden = !isShown;
        td.textContent = String(howMany(state, column));
      });
      featureIds.forEach((id, row) => {
        const cell = cells[row]?.[at];
        if (cell === undefined) return;
        const { state } = column[id];
        const differs = newest[at]?.[id].state !== state;
        if (differs && isShown) changed += 1;
        const isOpen = choices.cell?.feature === id && choices.cell.route === route.id;
        cell.td.className = `${classes[state]}${start}${differs ? ' changed' : ''}`;
        cell.td.hidden = !isShown;
        cell.button.ariaCurrent = isOpen ? 'true' : null;
        const { symbol, word } = marks[state];
        if (!cell.button.textContent.endsWith(word))
          cell.button.replaceChildren(`${symbol} `, element('i', {}, word));
      });
    });
    if (entrance === undefined || entrance.td.hidden) enterAt(cells[0]?.find(({ td }) => !td.hidden));
    say(note, noteOf(choices, shown.filter(Boolean).length, changed, standIns));
  }

  function focus({ feature, route }: NonNullable<Choices['cell']>): void {
    cells[featureIds.indexOf(feature)]?.[routes.findIndex(({ id }) => id === route)]?.button.focus();
  }

  return { show, focus };
}

const moves: { readonly [key: string]: readonly [down: number, right: number, isFar?: true] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -1, true],
  End: [0, 1, true],
};

function isChosen({ claudeCode, litellm }: Pair, choices: Choices): boolean {
  return claudeCode === choices.claudeCode && (litellm === undefined || litellm === choices.litellm);
}

/** Which versions the table shows, how far it differs from the newest ones, and what stands for what was not measured. */
function noteOf(
  { claudeCode, litellm }: Choices,
  routes: number,
  changed: number,
  standIns: readonly Pair[],
): string {
  if (routes === 0) return 'No route is left: choose more groups, or models run by anyone.';
  const others = [...Map.groupBy(standIns, named)].map(
    ([pair, those]) => `${pair} on ${counted(those.length, 'route')}`,
  );
  return [
    `Claude Code ${claudeCode} and LiteLLM ${litellm}, ${counted(routes, 'route')}.`,
    ...(changed === 0
      ? []
      : [`${counted(changed, 'cell')} differ${changed === 1 ? 's' : ''} from the newest versions.`]),
    ...(others.length === 0
      ? []
      : [`Where these were not measured together, others stand in: ${listed(others)}.`]),
  ].join(' ');
}
