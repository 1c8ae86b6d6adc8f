import * as fc from 'fast-check';

const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map(code => String.fromCodePoint(code));

/**
 * Text of any characters of Unicode, as by fast-check’s `unit: 'binary'`, but without its table of all of them: in 4.10.2
 * that takes half a second in every file that asks for it.
 */
export function anyText(length: { readonly minLength?: number; readonly maxLength?: number } = {}) {
  return fc.string({ unit: character, ...length });
}
