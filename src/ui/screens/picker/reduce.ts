import { actionFor, type Move } from '../../keys.ts';
import { filtered, type PickerRow } from '../../picker-rows.ts';
import type { Press } from '../../press.ts';
import { defaultRequest, deleteRequest, ownSecretsText, referrersTo, switchLine } from '../../requests.ts';
import { clamp, keepVisible } from '../../scroll.ts';
import {
  type Layer,
  type Part,
  type Picker,
  parts,
  type Request,
  type State,
  type Tab,
  tabs,
} from '../../state.ts';
import { editText, insertText, textField } from '../../text-field.ts';
import { checkPage } from '../check.ts';
import { editLayer, freeName, presetChoice, presetForm } from '../start.ts';
import { stopIndex } from './features.ts';
import { featureList, headLines, tabLines } from './frame.ts';
import { filterBindings, type PickerAction, pickerBindings } from './keys.ts';
import { innerWidth, layoutOf } from './layout.ts';
import { itemIndex, listItems } from './list.ts';
import { rowUnderCursor, visibleRows } from './under-cursor.ts';

/** The picker after a key. */
export function pressInPicker(state: State, press: Press): State {
  if (state.picker.filtering) return pressInFilter(state, press);
  const action = actionFor(pickerBindings(state), press);
  return action === undefined ? state : reducePicker(state, action);
}

function reducePicker(state: State, action: PickerAction): State {
  switch (action.type) {
    case 'move':
    case 'page':
      return movedIn[state.picker.focus](state, linesOf(state, action));
    case 'nth':
      return action.index < visibleRows(state).length ? nth(state, action.index) : state;
    case 'tab':
      // Where only the list is shown, the tabs come into sight first.
      if (layoutOf(state).detail === 0) return withPicker(state, { focus: 'detail' });
      return withTab(
        state,
        tabs[(tabs.indexOf(state.picker.tab) + action.by + tabs.length) % tabs.length] ?? 'Features',
      );
    case 'focus':
      return withPicker(state, { focus: partBeside(state, action.by) });
    case 'filter':
      return withPicker(state, { filtering: true, focus: 'list' });
    case 'back':
      return back(state);
    case 'quit':
      return { ...state, outcome: { outcome: 'left' } };
    case 'help':
      return withLayer(state, { layer: 'help', top: 0 });
    case 'add':
      return withLayer(state, presetChoice());
    case 'compare':
      return compared(state);
    case 'previous':
      return previous(state);
    default: {
      const row = rowUnderCursor(state);
      return row === undefined ? said(state, 'error', 'nothing is chosen') : onRow(state, row, action.type);
    }
  }
}

type RowAction = Extract<
  PickerAction['type'],
  'accept' | 'mark' | 'edit' | 'copy' | 'rename' | 'delete' | 'default' | 'role' | 'line' | 'write' | 'check'
>;

/** What is done with the row under the cursor. */
function onRow(state: State, row: PickerRow, action: RowAction): State {
  const { name, needs, source } = row;
  if (source === 'catalog' && (action === 'delete' || action === 'edit' || action === 'rename'))
    return said(state, 'error', `${name} comes from a catalog: c copies it under another name`);
  if (action === 'delete')
    return source === 'preset' ? said(state, 'error', `${name} is a preset: it stays`) : asked(state, row);
  if (row.held === null)
    return said(state, 'error', `${name} is not valid: ${row.problem ?? 'see config.json'}`);
  if (action === 'mark') return marked(state, name);
  if (needs.length > 0) return setUp(state, name, action);
  switch (action) {
    case 'accept':
      return { ...state, outcome: { outcome: 'chosen', name } };
    case 'edit':
      return source === 'preset'
        ? setUp(state, name, action)
        : withLayer(state, editLayer(state.snapshot, name, row.held.profile));
    case 'rename':
      if (source === 'preset')
        return said(state, 'error', `${name} is a preset: c copies it under another name`);
      return withLayer(state, { layer: 'prompt', prompt: { asks: 'rename', name, field: textField(name) } });
    case 'copy':
      return withLayer(state, {
        layer: 'prompt',
        prompt: {
          asks: 'copy',
          name,
          field: textField(
            freeName(
              name,
              state.rows.map(each => each.name),
            ),
          ),
        },
      });
    case 'role':
      return withLayer(state, { layer: 'prompt', prompt: { asks: 'role', name, field: textField() } });
    case 'default':
      return requested(state, defaultRequest(row));
    case 'write':
      return withLayer(state, { layer: 'targets', name });
    case 'check':
      return withLayer(state, checkPage(name, row.held.profile, state.snapshot));
    case 'line':
      return requested(state, { request: 'clipboard', text: switchLine(state.snapshot, name) });
  }
}

/** A preset becomes a profile before anything else can be done with it. */
function setUp(state: State, name: string, action: RowAction): State {
  if (action !== 'accept' && action !== 'edit')
    return said(state, 'error', `${name} is a preset that still has to be set up: Enter does that`);
  return withLayer(state, presetForm(state.snapshot, name));
}

function asked(state: State, row: PickerRow): State {
  const pointers = referrersTo(row);
  const along = ownSecretsText(state.snapshot, row);
  const goes = pointers.length > 0 ? `${pointers.join(', ')} would name nothing any more.` : '';
  return withLayer(state, {
    layer: 'question',
    text: [`Delete ${row.name}?`, goes, along].filter(each => each !== '').join(' '),
    label: 'delete',
    yes: deleteRequest(row),
    ...(along !== '' ? { keeping: deleteRequest(row, true) } : {}),
  });
}

function marked(state: State, name: string): State {
  const held = state.picker.marked;
  const next = held.includes(name) ? held.filter(each => each !== name) : [...held, name];
  return moved(withPicker(state, { marked: next }), 1);
}

/** The marked ones; one marked is compared with the one under the cursor, none with what is meant here. */
function compared(state: State): State {
  const under = rowUnderCursor(state)?.name;
  const known = (name: string | undefined) => state.rows.some(row => row.name === name && row.held !== null);
  const first = state.picker.marked.length > 0 ? state.picker.marked : [state.snapshot.meant];
  const names = [...new Set([...first, ...(first.length < 2 ? [under] : [])])].filter(
    (name): name is string => name !== undefined && known(name),
  );
  if (names.length < 2) return said(state, 'error', 'mark one or more with space, then = compares them');
  return withLayer(state, { layer: 'compare', names, all: false, top: 0 });
}

function previous(state: State): State {
  const under = rowUnderCursor(state)?.name;
  const name = state.snapshot.lastUsed.find(
    each => each !== under && state.rows.some(row => row.name === each),
  );
  if (name === undefined) return said(state, 'error', 'no other profile was used in this folder yet');
  return withChosen(withPicker(state, { filter: textField() }), name);
}

/** Esc goes back step by step: out of the details, the filter, the marks; never out of the program. */
function back(state: State): State {
  const { focus, filter, marked: names } = state.picker;
  if (focus !== 'list') return withPicker(state, { focus: partBeside(state, -1) });
  if (filter.text !== '') return withChosen(withPicker(state, { filter: textField() }), undefined);
  if (names.length > 0) return withPicker(state, { marked: [] });
  return said(state, 'info', 'nothing to go back to; q quits');
}

function pressInFilter(state: State, press: Press): State {
  const action = actionFor(filterBindings(state), press);
  switch (action?.type) {
    case 'accept':
      return reducePicker(state, { type: 'accept' });
    case 'keep':
      return withPicker(state, { filtering: false });
    case 'drop':
      return withChosen(withPicker(state, { filtering: false, filter: textField() }), undefined);
    case 'move':
    case 'page':
      return moved(state, linesOf(state, action));
    case undefined: {
      const filter = editText(state.picker.filter, press);
      return filter === undefined ? state : withFilter(state, filter);
    }
  }
}

/** Text that was pasted goes into the filter while that is typed, and nowhere else. */
export function pasteInPicker(state: State, text: string): State {
  return state.picker.filtering ? withFilter(state, insertText(state.picker.filter, text)) : state;
}

function withFilter(state: State, filter: Picker['filter']): State {
  const next = withPicker(state, { filter });
  return filter.text === state.picker.filter.text
    ? next
    : withChosen(next, filtered(next.rows, filter.text).best?.name);
}

/** How far a move goes; a page keeps one line of the one before. */
function linesOf(state: State, { type, by }: Move): number {
  return type === 'page' ? by * Math.max(1, layoutOf(state).rows - 1) : by;
}

/** What the arrows do where they are. */
const movedIn: { readonly [Each in Part]: (state: State, by: number) => State } = {
  list: moved,
  detail: scrolledDetail,
  about: scrolledAbout,
};

/** One part further in, or out again; into a feature only where features are shown. */
function partBeside(state: State, by: 1 | -1): Part {
  const last = featureList(state) === undefined && state.picker.focus === 'detail' ? 1 : parts.length - 1;
  return parts[clamp(parts.indexOf(state.picker.focus) + by, 0, last)] ?? 'list';
}

export function moved(state: State, by: number): State {
  const visible = visibleRows(state);
  const under = rowUnderCursor(state);
  const index = under === undefined ? 0 : visible.indexOf(under);
  return nth(state, clamp(index + by, 0, visible.length - 1));
}

export function nth(state: State, index: number): State {
  return withChosen(state, visibleRows(state)[index]?.name);
}

/** The row of that name under the cursor (undefined: the one that is there already), in sight. */
export function withChosen(state: State, name: string | undefined): State {
  const same = name === undefined || name === rowUnderCursor(state)?.name;
  const next = withPicker(state, {
    ...(same ? {} : { ...fromTheTop(state), feature: undefined }),
    chosen: name ?? state.picker.chosen,
  });
  const rows = listItems(visibleRows(next));
  const row = itemIndex(rows, rowUnderCursor(next)?.name);
  // The title above the first row comes into sight with it.
  const top = keepVisible(row <= 1 ? 0 : next.picker.top, row, layoutOf(next).rows, rows.length);
  return withPicker(next, { top });
}

/** What is shown of other details: their beginning. */
function fromTheTop({ picker }: State): Partial<Picker> {
  const focus = picker.focus === 'about' ? 'detail' : picker.focus;
  return { focus, detailTop: 0, aboutTop: 0 };
}

export function withTab(state: State, tab: Tab): State {
  return withPicker(state, { ...fromTheTop(state), tab, feature: undefined });
}

export function scrolledDetail(state: State, by: number): State {
  const row = rowUnderCursor(state);
  if (row === undefined) return state;
  const list = featureList(state);
  if (list !== undefined) {
    const { stops, topAt } = list;
    const index = clamp(stopIndex(stops, state.picker.feature) + by, 0, stops.length - 1);
    const feature = stops[index]?.[0];
    return withPicker(state, { feature, detailTop: topAt(feature), aboutTop: 0 });
  }
  const { detail, rows } = layoutOf(state);
  const width = innerWidth(detail);
  const most = Math.max(0, tabLines(row, state, width).length - (rows - headLines(row, state, width).length));
  return withPicker(state, { detailTop: clamp(state.picker.detailTop + by, 0, most) });
}

export function scrolledAbout(state: State, by: number): State {
  const { about, rows } = layoutOf(state);
  const lines = featureList(state)?.about(innerWidth(about))?.lines ?? [];
  return withPicker(state, {
    aboutTop: clamp(state.picker.aboutTop + by, 0, Math.max(0, lines.length - rows)),
  });
}

export function withPicker(state: State, picker: Partial<Picker>): State {
  return { ...state, picker: { ...state.picker, ...picker } };
}

export function withLayer(state: State, layer: Layer): State {
  return { ...state, layers: [...state.layers, layer] };
}

function requested(state: State, request: Request): State {
  return { ...state, request };
}

function said(state: State, kind: 'info' | 'error', text: string): State {
  return { ...state, status: { kind, text } };
}
