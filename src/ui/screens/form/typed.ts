import { type TextField, textField } from '../../components/text-field.ts';

/**
 * A text being typed that may turn out to be a secret. Hidden, it is neither shown nor saved. `seen` is what was
 * last shown in clear: going back to a beginning of it shows nothing new, so a slip of the finger can be taken back.
 */
export type Typed = { readonly field: TextField; readonly hidden: boolean; readonly seen: string };

/** A text that may be shown: it comes from the profile. */
export function typed(text = ''): Typed {
  return { field: textField(text), hidden: false, seen: text };
}

/** The text after an edit. What was hidden stays so until nothing unseen is left of it. */
export function retyped(
  { hidden, seen }: Typed,
  field: TextField,
  suspicious: (text: string) => boolean,
): Typed {
  if (seen.startsWith(field.text)) return { field, hidden: false, seen };
  return hidden || suspicious(field.text)
    ? { field, hidden: true, seen }
    : { field, hidden: false, seen: field.text };
}
