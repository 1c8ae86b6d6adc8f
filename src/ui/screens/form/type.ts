import type { Environment } from '../../../base/io.ts';
import type { Size } from '../../frame.ts';
import { actionFor } from '../../keys.ts';
import type { Press } from '../../press.ts';
import { withPaste, withPress } from './edit.ts';
import { formBindings } from './keys.ts';
import { type FormStep, reduceForm } from './reduce.ts';
import type { FormState } from './state.ts';
import { clampedForm } from './view.ts';

const usualSize: Size = { columns: 80, rows: 24 };

/** The form after a key: what the table says, else the key types into the focused row. */
export function pressInForm(
  form: FormState,
  press: Press,
  size = usualSize,
  environment: Environment = {},
): FormStep {
  // Clamped before as well: the screen may have grown since.
  const shown = clampedForm(form, size, environment);
  const action = actionFor(formBindings(shown), press);
  const step = action === undefined ? { form: withPress(shown, press) } : reduceForm(shown, action);
  return { ...step, form: clampedForm(step.form, size, environment) };
}

/** The form with a text pasted into the focused row; what comes along around it does not count. */
export function pasteInForm(
  form: FormState,
  text: string,
  size = usualSize,
  environment: Environment = {},
): FormStep {
  return { form: clampedForm(withPaste(form, text.trim()), size, environment) };
}
