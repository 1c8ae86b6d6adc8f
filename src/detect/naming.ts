import { nameProblem } from '../profile/names.ts';

/** The name that something would like to have, made valid, and with a number where others have it. */
export function freeName(wish: string, fallback: string, taken: readonly string[]): string {
  const plain = wish
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}._-]+/gu, '-')
    .replace(/^[.-]+|-+$/g, '');
  const name = nameProblem(plain) === undefined && plain.length <= longest ? plain : fallback;
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? name : `${name}-${count}`;
    if (!taken.includes(numbered)) return numbered;
  }
}

/** Leaves room for a number. */
const longest = 60;
