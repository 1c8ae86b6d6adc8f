import { shownValue } from '../claude/shown-value.ts';
import { isScrambled, looksLikeKey } from '../secrets/looks.ts';
import { mask } from '../text.ts';

/** A value as evidence: what is a secret by its variable’s name, or by the looks of any part of it, is hidden. */
export function shown(name: string, value: string): string {
  const text = shownValue(name, value);
  if (text === mask || value === '') return text;
  if (/^https?:/i.test(value)) return shownUrl(value);
  // What a terminal would hide or obey, such as a change of the writing direction.
  return isScrambled(value) ? mask : text.replace(/\p{C}/gu, '\uFFFD');
}

/** Some gateways take a key as a part of the path or behind a `?`. */
function shownUrl(value: string): string {
  if (!URL.canParse(value)) return mask;
  const { origin, pathname, search, hash } = new URL(value);
  const path = pathname
    .split('/')
    .map(part => (looksLikeKey(part) || isScrambled(part) ? mask : part))
    .join('/');
  const rest = search === '' && hash === '' ? '' : mask;
  return `${origin}${path === '/' ? '' : path}${rest}`;
}
