import { featureIds } from '../features/features.ts';
import { hitAt, type Target } from './frame.ts';
import { frameOf } from './frames.ts';
import type { MouseReport } from './mouse-input.ts';
import type { Press } from './press.ts';
import { clickInForm, takesEnter } from './screens/form/form.ts';
import { featureList } from './screens/picker/frame.ts';
import { layoutOf } from './screens/picker/layout.ts';
import { moved, nth, scrolledAbout, scrolledDetail, withPicker, withTab } from './screens/picker/reduce.ts';
import { type Part, replaced, type State, tabs } from './state.ts';

/** How many lines a notch of the wheel is on a page that is read; a cursor goes one row. */
const notch = 3;

/**
 * The state after the mouse did something: a click chooses, a second one soon after does with the row what Enter does, as
 * in fzf, and the wheel scrolls what is under it. It never answers a question.
 * @param again it is the second click on a row
 * @param press what a key does
 */
export function moused(
  state: State,
  { report, again }: { readonly report: MouseReport; readonly again: boolean },
  press: (state: State, press: Press) => State,
): State {
  if (report.mouse === 'old') return state;
  const hit = hitAt(frameOf(state), state.size, report);
  if (hit === undefined) return state;
  const { target } = hit;
  const isWheel = report.mouse === 'wheel';
  const layer = state.layers.at(-1);
  const told: State = { ...state, status: undefined, clicked: !isWheel && typeof target === 'number' };
  if (again) return layer?.layer === 'form' && !takesEnter(layer.form) ? state : press(told, 'enter');
  const scrolled = (lines: number) =>
    Array<Press>(lines)
      .fill(isWheel && report.by < 0 ? 'up' : 'down')
      .reduce(press, told);
  switch (layer?.layer) {
    case undefined:
      return isWheel ? wheelInPicker(told, report.x, report.by) : clickInPicker(told, report.x, target);
    case 'help':
    case 'compare':
    case 'diff':
    case 'check':
      return isWheel ? scrolled(notch) : state;
    case 'presets':
    case 'welcome':
      if (isWheel) return scrolled(1);
      return typeof target === 'number' ? replaced(told, { ...layer, index: target }) : state;
    case 'form': {
      const { form } = layer;
      if (form.cover?.cover === 'discard') return state;
      if (isWheel) return scrolled(form.cover !== undefined || form.view.view === 'review' ? notch : 1);
      return typeof target === 'number'
        ? replaced(told, { layer: 'form', form: clickInForm(form, target) })
        : state;
    }
    case 'question':
    case 'targets':
    case 'prompt':
      return state;
  }
}

/** The picker after a click: it goes where a key would go that does the same. @param x the column of the screen */
function clickInPicker(state: State, x: number, target: Target | undefined): State {
  switch (partAt(state, x)) {
    case 'list': {
      const inList = withPicker(state, { focus: 'list' });
      return typeof target === 'number' ? nth(inList, target) : inList;
    }
    case 'detail': {
      const inDetail = withPicker(state, { focus: 'detail', filtering: false });
      const tab = tabs.find(each => each === target);
      if (tab !== undefined) return withTab(inDetail, tab);
      const feature = featureIds.find(each => each === target);
      return feature === undefined ? inDetail : withPicker(inDetail, { feature, aboutTop: 0 });
    }
    case 'about':
      return withPicker(state, { focus: 'about', filtering: false });
  }
}

/** The picker after the wheel, which moves what is under it. */
function wheelInPicker(state: State, x: number, by: number): State {
  switch (partAt(state, x)) {
    case 'list':
      return moved(state, by);
    case 'detail':
      return scrolledDetail(state, featureList(state) === undefined ? by * notch : by);
    case 'about':
      return scrolledAbout(state, by * notch);
  }
}

function partAt(state: State, x: number): Part {
  const { list, detail } = layoutOf(state);
  return x < list ? 'list' : x < list + detail ? 'detail' : 'about';
}
