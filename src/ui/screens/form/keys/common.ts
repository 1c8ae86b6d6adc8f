import type { Binding } from '../../../keys.ts';
import type { FormAction } from '../actions.ts';

export type Bindings = readonly Binding<FormAction>[];

/** How far the page keys go; a form does not know how high its screen is. */
export const page = 8;

export const review: Binding<FormAction> = {
  keys: ['ctrl+s'],
  action: { type: 'review' },
  label: 'review',
  help: 'what will be saved and what it sets; Enter saves it there',
  footer: true,
};

export const help: Binding<FormAction> = {
  keys: ['ctrl+g'],
  action: { type: 'help' },
  label: 'help',
  help: 'the keys',
  footer: true,
};

export function back(text: string): Binding<FormAction> {
  return { keys: ['escape'], action: { type: 'back' }, label: 'back', help: text, footer: true };
}
