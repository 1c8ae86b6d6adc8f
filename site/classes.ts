import type { Support } from '../src/features/cell.ts';

/** The class of a state, which gives it its colour; sign and word are there without it. */
export const classes: { readonly [Each in Support]: string } = {
  full: 'f',
  partial: 'p',
  none: 'n',
  unknown: 'u',
};
