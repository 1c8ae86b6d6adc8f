import { isTooSmall, type Size } from './frame.ts';
import { actionFor } from './keys.ts';
import { moused } from './mouse.ts';
import { pickerRows } from './picker-rows.ts';
import type { Press } from './press.ts';
import { type CheckPage, checkPage, pressInCheck, withLine } from './screens/check.ts';
import { pasteInForm, pressInForm } from './screens/form/form.ts';
import type { FormStep } from './screens/form/reduce.ts';
import { pressInPage } from './screens/pages.ts';
import { pasteInPicker, pressInPicker, withChosen, withLayer, withPicker } from './screens/picker/reduce.ts';
import { rowUnderCursor, visibleRows } from './screens/picker/under-cursor.ts';
import { pasteInChoice, pressInChoice } from './screens/presets.ts';
import { promptBindings, promptProblem, promptRequest, requestOf } from './screens/prompt.ts';
import { firstLayers, presetChoice, presetForm } from './screens/start.ts';
import { pressInWelcome, type WelcomeChoice } from './screens/welcome.ts';
import { pressInDiff, pressInTargets } from './screens/write.ts';
import type { Snapshot } from './snapshot.ts';
import {
  type Action,
  hasForm,
  type Layer,
  type Opening,
  type Outcome,
  type Purpose,
  type Request,
  replaced,
  type State,
} from './state.ts';
import { editText, insertText, textField } from './text-field.ts';

/** The state in which the screens open. */
export function start(purpose: Purpose, snapshot: Snapshot, size: Size, opening: Opening): State {
  const state: State = {
    purpose,
    size,
    snapshot,
    rows: pickerRows(snapshot),
    picker: {
      filter: textField(),
      filtering: false,
      chosen: undefined,
      top: 0,
      tab: 'Features',
      focus: 'list',
      detailTop: 0,
      aboutTop: 0,
      feature: undefined,
      marked: [],
    },
    layers: firstLayers(opening, snapshot),
    status: undefined,
    clicked: false,
    request: undefined,
    busy: false,
    outcome: undefined,
  };
  return withChosen(state, snapshot.meant ?? snapshot.lastUsed[0]);
}

/** The one way the state changes. Pure: what has to be done in the world is left in `request` and `outcome`. */
export function update(before: State, action: Action): State {
  const state: State = { ...before, request: undefined, clicked: false };
  switch (action.type) {
    case 'resized':
      return withChosen({ ...state, size: action.size }, undefined);
    case 'loaded':
      return loaded(state, action);
    case 'previewed': {
      const { name, target, diff, warnings } = action;
      return withLayer({ ...state, busy: false }, { layer: 'diff', name, target, diff, warnings, top: 0 });
    }
    case 'progress':
      return onCheckPage(state, action.name, page => withLine(page, action.text));
    case 'checked': {
      const { name, stopped, snapshot } = action;
      const fresh = withChosen(withSnapshot(state, snapshot), undefined);
      const text = stopped
        ? `the check of ${name} was stopped; what it found is kept`
        : `${name} was checked`;
      const told: State = { ...fresh, status: { kind: 'info', text } };
      // The page of one that was stopped has been left; there may be that of the next.
      return stopped ? told : onCheckPage(told, name, page => ({ ...page, phase: 'done' }));
    }
    case 'noted':
      return { ...state, busy: false, status: { kind: 'info', text: action.text } };
    case 'failed':
      return {
        ...(action.snapshot === undefined
          ? state
          : withChosen(withSnapshot(state, action.snapshot), undefined)),
        busy: false,
        status: { kind: 'error', text: action.text },
      };
    case 'paste':
      return state.busy ? state : pasted({ ...state, status: undefined }, action.text);
    case 'press':
      return pressed(state, action.press);
    case 'mouse':
      if (state.busy || isTooSmall(state.size)) return state;
      return settled(moused(state, { ...action, again: action.again && before.clicked }, pressedIn));
  }
}

/** Requests that are answered by an action: keys wait for it. */
const takesTime: { readonly [Each in Request['request']]: boolean } = {
  change: true,
  preview: true,
  write: true,
  clipboard: false,
  check: false,
  'stop-check': false,
  suspend: false,
  repaint: false,
};

/** Keys that mean the same everywhere. */
function pressed(state: State, press: Press): State {
  if (press === 'ctrl+c') return { ...state, outcome: doneBefore(state) ?? { outcome: 'interrupted' } };
  if (press === 'ctrl+l') return { ...state, request: { request: 'repaint' } };
  if (press === 'ctrl+z' && state.purpose !== 'choose') return { ...state, request: { request: 'suspend' } };
  if (state.busy) return state;
  if (isTooSmall(state.size))
    return press === 'q' && !hasForm(state)
      ? { ...state, outcome: doneBefore(state) ?? { outcome: 'left' } }
      : state;
  return settled(pressedIn({ ...state, status: undefined }, press));
}

function settled(next: State): State {
  return next.request !== undefined && takesTime[next.request.request] ? { ...next, busy: true } : next;
}

/** What was done before the page that is left: a profile that was saved stays saved, whatever comes of its check. */
function doneBefore({ layers }: State): Outcome | undefined {
  return layers.map(each => (each.layer === 'check' ? each.end : undefined)).find(end => end !== undefined);
}

function pressedIn(state: State, press: Press): State {
  const layer = state.layers.at(-1);
  switch (layer?.layer) {
    case undefined:
      return pressInPicker(state, press);
    case 'help':
    case 'compare': {
      const page = pressInPage(layer, state, press);
      return page === undefined ? closed(state) : replaced(state, page);
    }
    case 'question': {
      const request = requestOf(layer, press);
      return request === undefined ? closed(state) : { ...closed(state), request };
    }
    case 'targets': {
      const next = pressInTargets(layer, press);
      if (next === undefined) return closed(state);
      return 'request' in next ? { ...closed(state), request: next } : state;
    }
    case 'diff': {
      const next = pressInDiff(layer, state, press);
      if (next === undefined) return closed(state);
      return 'request' in next ? { ...closed(state), request: next } : replaced(state, next);
    }
    case 'check': {
      const { page, request } = pressInCheck(layer, state, press);
      if (page !== undefined) return { ...replaced(state, page), request };
      return { ...closed(state), request, outcome: layer.end };
    }
    case 'prompt':
      return pressedInPrompt(state, layer, press);
    case 'presets': {
      const choice = pressInChoice(layer, state, press);
      if (choice === undefined) return leftLayer(state);
      return typeof choice === 'string'
        ? withLayer(
            state.purpose === 'form' ? state : closed(state),
            presetForm(state.snapshot, choice, layer.name === undefined ? {} : { name: layer.name }),
          )
        : replaced(state, choice);
    }
    case 'welcome': {
      const next = pressInWelcome(layer, state, press);
      if (next === 'quit') return { ...state, outcome: { outcome: 'left' } };
      return typeof next === 'object' && 'layer' in next ? replaced(state, next) : welcomed(state, next);
    }
    case 'form':
      return afterForm(state, pressInForm(layer.form, press, state.size, state.snapshot.environment));
  }
}

function pressedInPrompt(state: State, layer: Extract<Layer, { layer: 'prompt' }>, press: Press): State {
  const { prompt } = layer;
  const action = actionFor(promptBindings, press);
  if (action === 'cancel') return closed(state);
  if (action === 'accept')
    return promptProblem(prompt, state.snapshot.config) === undefined
      ? { ...closed(state), request: promptRequest(prompt, state.snapshot.config) }
      : state;
  const field = editText(prompt.field, press);
  return field === undefined ? state : replaced(state, { layer: 'prompt', prompt: { ...prompt, field } });
}

function welcomed(state: State, choice: WelcomeChoice): State {
  if (choice === 'look') return closed(state);
  return withLayer(
    state,
    choice === 'presets' ? presetChoice() : presetForm(state.snapshot, choice.preset, choice),
  );
}

function afterForm(state: State, { form, result }: FormStep): State {
  const next = replaced(state, { layer: 'form', form });
  if (result === undefined) return next;
  if (result.result === 'cancelled') return leftLayer(state);
  const { change, secrets, next: following } = result;
  const done = change.change === 'add' ? `added ${change.name}` : `changed ${change.name}`;
  // The form stays until the change is made, so that nothing typed is lost when that fails.
  return {
    ...next,
    request: { request: 'change', change, secrets, done, choose: change.name, next: following },
  };
}

function loaded(state: State, { snapshot, request, notes }: Extract<Action, { type: 'loaded' }>): State {
  if (request.request !== 'change') return { ...state, busy: false, snapshot };
  const { done, choose, next } = request;
  const name = choose ?? state.picker.chosen ?? '';
  const fresh = withPicker(
    {
      ...withSnapshot(state, snapshot),
      busy: false,
      layers: [],
      status: { kind: 'info', text: [done, ...notes].join('; ') },
    },
    choose === undefined ? {} : { filter: textField() },
  );
  if (next === 'launch') return { ...fresh, outcome: { outcome: 'chosen', name, done } };
  const end: Outcome | undefined = state.purpose === 'form' ? { outcome: 'saved', name, notes } : undefined;
  const profile = next === 'check' ? snapshot.config.profiles[name] : undefined;
  if (profile !== undefined) {
    const page = checkPage(name, profile, snapshot);
    return withLayer(withChosen(fresh, choose), end === undefined ? page : { ...page, end });
  }
  return end === undefined
    ? withChosen(fresh, choose ?? neighbour(state, fresh))
    : { ...fresh, outcome: end };
}

/** Where the chosen one is gone, the one that stands in its place now. */
function neighbour(before: State, after: State): string | undefined {
  const under = rowUnderCursor(before)?.name;
  const visible = visibleRows(after);
  if (visible.some(({ name }) => name === under)) return under;
  const index = visibleRows(before).findIndex(({ name }) => name === under);
  return visible[Math.min(index, visible.length - 1)]?.name;
}

/** The state with the world read again. */
function withSnapshot(state: State, snapshot: Snapshot): State {
  const rows = pickerRows(snapshot);
  const marked = state.picker.marked.filter(each => rows.some(({ name }) => name === each));
  return withPicker({ ...state, snapshot, rows }, { marked });
}

function pasted(state: State, text: string): State {
  const layer = state.layers.at(-1);
  switch (layer?.layer) {
    case undefined:
      return pasteInPicker(state, text);
    case 'prompt':
      return replaced(state, {
        layer: 'prompt',
        prompt: { ...layer.prompt, field: insertText(layer.prompt.field, text) },
      });
    case 'presets':
      return replaced(state, pasteInChoice(layer, text));
    case 'form':
      return afterForm(state, pasteInForm(layer.form, text, state.size, state.snapshot.environment));
    case 'help':
    case 'compare':
    case 'question':
    case 'targets':
    case 'diff':
    case 'check':
    case 'welcome':
      return state;
  }
}

/** The state with the page of that check changed, if it is still open. */
function onCheckPage(state: State, name: string, change: (page: CheckPage) => CheckPage): State {
  const layers = state.layers.map(layer =>
    layer.layer === 'check' && layer.name === name && layer.phase === 'running' ? change(layer) : layer,
  );
  return { ...state, layers };
}

/** Where a form is all there is, to leave the last screen is to leave the program. */
function leftLayer(state: State): State {
  return state.purpose === 'form' && state.layers.length === 1
    ? { ...state, outcome: { outcome: 'left' } }
    : closed(state);
}

function closed(state: State): State {
  return { ...state, layers: state.layers.slice(0, -1) };
}
