/**
 * Letters of other scripts, most of them Cyrillic and Greek, that look like Latin ones in common typefaces: ours, not
 * the whole of Unicode’s list.
 */
const twins: { readonly [latin: string]: string } = {
  a: 'аα',
  c: 'сϲ',
  d: 'ԁ',
  e: 'е',
  g: 'ɡ',
  h: 'һ',
  i: 'іιı',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏ',
  n: 'ո',
  o: 'оοօ',
  p: 'рρ',
  q: 'ԛ',
  s: 'ѕ',
  u: 'υս',
  v: 'νѵ',
  w: 'ԝ',
  x: 'хχ',
  y: 'уγү',
  A: 'АΑ',
  B: 'ВΒ',
  C: 'СϹ',
  E: 'ЕΕ',
  H: 'НΗ',
  I: 'ІΙӀ',
  J: 'ЈͿ',
  K: 'КΚ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟ',
  P: 'РΡ',
  S: 'Ѕ',
  T: 'ТΤ',
  X: 'ХΧ',
  Y: 'ҮΥ',
  Z: 'Ζ',
};

const latin = new Map(Object.entries(twins).flatMap(([letter, all]) => [...all].map(twin => [twin, letter])));

/** What a name looks like: full-width and other styled letters, and those of other scripts, as Latin ones. */
function looksOf(name: string): string {
  return [...name.normalize('NFKC')].map(letter => latin.get(letter) ?? letter).join('');
}

/** The plain name that people read where another one is written: `аnthropic` with a Cyrillic а. */
export function disguiseOf(name: string): string | undefined {
  const looks = looksOf(name);
  return looks !== name && /^[\x20-\x7e]*$/.test(looks) ? looks : undefined;
}

/** Another name that people could take this one for, as both look the same. */
export function lookAlikeOf(name: string, others: readonly string[]): string | undefined {
  const looks = looksOf(name);
  return others.find(other => other !== name && looksOf(other) === looks);
}
