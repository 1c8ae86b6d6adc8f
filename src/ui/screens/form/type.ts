import { actionFor } from '../../keys.ts';
import type { Press } from '../../press.ts';
import { withPaste, withPress } from './edit.ts';
import { formBindings } from './keys.ts';
import { type FormStep, reduceForm } from './reduce.ts';
import type { FormState } from './state.ts';

/** The form after a key: what the table says, else the key types into the focused row. */
export function pressInForm(form: FormState, press: Press): FormStep {
  const action = actionFor(formBindings(form), press);
  return action === undefined ? { form: withPress(form, press) } : reduceForm(form, action);
}

/** The form with a text pasted into the focused row; what comes along around it does not count. */
export function pasteInForm(form: FormState, text: string): FormStep {
  return { form: withPaste(form, text.trim()) };
}
