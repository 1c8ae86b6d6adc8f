import type { Environment } from '../../base/io.ts';

/**
 * Whether the terminal shows colours: https://no-color.org, then `FORCE_COLOR`, then what `TERM` says. Sixteen are
 * all that the theme has.
 */
export function colourLevel({ NO_COLOR, FORCE_COLOR, TERM }: Environment): 0 | 1 {
  if (NO_COLOR) return 0;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR === '0' || FORCE_COLOR === 'false' ? 0 : 1;
  return TERM === undefined || TERM === '' || TERM === 'dumb' || /mono|-m$/.test(TERM) ? 0 : 1;
}
