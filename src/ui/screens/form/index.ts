export { addForm, editForm } from './open.ts';
export type { FormStep } from './reduce.ts';
export type { Keychain } from './sources.ts';
export type { FormState } from './state.ts';
export { pasteInForm, pressInForm } from './type.ts';
export { formFrame } from './view.ts';
