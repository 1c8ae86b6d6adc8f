import { line, wrapSpans } from '../base/lines.ts';
import { type Frame, isTooSmall, smallest } from './frame.ts';
import { checkFrame } from './screens/check.ts';
import { formFrame } from './screens/form/view.ts';
import { pageFrame } from './screens/pages.ts';
import { pickerFrame } from './screens/picker/frame.ts';
import { statusLines } from './screens/picker/layout.ts';
import { choiceFrame } from './screens/presets.ts';
import { promptLines } from './screens/prompt.ts';
import { welcomeFrame } from './screens/welcome.ts';
import { diffFrame } from './screens/write.ts';
import { hasForm, type State } from './state.ts';

/** What the screen shows in this state. */
export function frameOf(state: State): Frame {
  if (isTooSmall(state.size)) return tooSmall(state);
  const layer = state.layers.at(-1);
  switch (layer?.layer) {
    case undefined:
    case 'question':
    case 'targets':
      return pickerFrame(state);
    case 'prompt': {
      const { cursorX } = promptLines(layer.prompt, state.snapshot.config, state.size.columns);
      return { ...pickerFrame(state), cursor: { x: cursorX, y: state.size.rows - 3 } };
    }
    case 'help':
    case 'compare':
      return pageFrame(layer, state);
    case 'presets':
      return choiceFrame(layer, state);
    case 'diff':
      return diffFrame(layer, state);
    case 'check':
      return checkFrame(layer, state);
    case 'welcome':
      return withStatus(welcomeFrame(layer, state), state);
    case 'form':
      return withStatus(formFrame(layer.form, state.size, state.snapshot.environment), state);
  }
}

/** The panes give way to what has to be said. */
function withStatus(frame: Frame, state: State): Frame {
  return { ...frame, bottom: [...statusLines(state), ...frame.bottom] };
}

function tooSmall(state: State): Frame {
  const { columns, rows } = state.size;
  const needed = `cgw needs ${smallest.columns}×${smallest.rows}, this is ${columns}×${rows}.`;
  const way = hasForm(state) ? 'The form is kept.' : 'q quits.';
  const [top = [], ...bottom] = wrapSpans(line(`${needed} ${way}`), columns);
  return { top, panes: [], bottom };
}
