import { isScrambled, issuerPrefixes } from './key-looks.ts';

/** How a hidden secret is written. */
export const mask = '••••••••';

/** Takes secrets out of a text, in whatever form and however small a part of them it tells. */
export type Redact = (text: string) => string;

/** So many characters of a secret in a row tell too much of it. */
const telling = 8;

/** Of a secret made of words fewer would be found in ordinary texts. */
const tellingWords = 12;

/**
 * What may be an ordinary word as well (`litellm`, `lm-studio`, as servers take that want some word): it is looked for
 * only where it stands alone. Inside a name, a path or an address it tells nobody a secret, and dots in its place
 * would spoil what is said.
 */
const ordinaryWord = /^[a-z-]{1,15}$/i;

/** What makes a longer word, name, path or address of the word beside it. */
const beside = '[\\p{L}\\p{N}_./:@~\\\\-]';

/**
 * Hides secrets in texts: each as a whole (as it is, and as JSON, a URL or the quotes of a shell write it), and every
 * part of eight characters, also with signs or blanks in between, in hex, in Base64, and of its common hashes. A text of
 * a megabyte takes about 0.1 s.
 */
export function redactorFor(secrets: Iterable<string>): Redact {
  const all = [...new Set(secrets)];
  const whole = [...new Set(all.flatMap(spellingsOf))]
    .sort((one, other) => other.length - one.length)
    .map(wanted);
  const parts = partsOf(all.filter(isSearched));
  return text =>
    withoutParts(
      whole.reduce<string>((rest, each) => rest.replaceAll(each, mask), text),
      parts,
    );
}

/** Nobody tells parts of a whole file of keys, and looking for them would take seconds. */
const longest = 4096;

function isSearched(secret: string): boolean {
  return secret.length >= telling && secret.length <= longest && !ordinaryWord.test(secret);
}

/** How a whole secret may stand in a text: longer forms can hold shorter ones. */
function spellingsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    json.replaceAll('/', '\\/'),
    encodeURIComponent(secret.toWellFormed()),
    secret.replaceAll("'", `'\\''`),
    secret.replaceAll("'", "''"),
    secret.replace(/[^\w./:@%+,-]/g, '\\$&'),
  ];
}

/** An ordinary word has no sign in it that is special to a pattern. */
function wanted(form: string): string | RegExp {
  return ordinaryWord.test(form) ? new RegExp(`(?<!${beside})${form}(?!${beside})`, 'gu') : form;
}

/** Telling parts by their first characters. */
type Parts = ReadonlyMap<string, readonly string[]>;

function partsOf(secrets: readonly string[]): Parts {
  const parts = new Map<string, string[]>();
  const add = (form: string, length: number) => {
    const plain = lettersOf(form);
    for (let start = 0; start + length <= plain.length; start++) {
      const part = plain.slice(start, start + length);
      const known = parts.get(part.slice(0, telling));
      if (known === undefined) parts.set(part.slice(0, telling), [part]);
      else if (!known.includes(part)) known.push(part);
    }
  };
  for (const secret of secrets) {
    // All keys of an issuer begin alike.
    const core = secret.slice(issuerPrefixes.find(prefix => secret.startsWith(prefix))?.length ?? 0);
    const least = isScrambled(core) ? telling : tellingWords;
    for (const form of [core, JSON.stringify(core), encodeURIComponent(core.toWellFormed())])
      add(form, least);
    const bytes = Buffer.from(secret);
    // Two signs for a byte in hex, four for three in Base64, where what stands before decides how it begins.
    for (const hex of [bytes.toString('hex'), ...hashesOf(secret)]) {
      add(hex, 2 * least);
      add(hex.toUpperCase(), 2 * least);
    }
    for (const shift of [0, 1, 2])
      add(
        Buffer.concat([Buffer.alloc(shift), bytes])
          .toString('base64')
          .slice(shift === 0 ? 0 : 4),
        least + 3,
      );
  }
  return parts;
}

function hashesOf(secret: string): string[] {
  return (['sha256', 'sha1', 'md5', 'sha512'] as const).map(kind =>
    new Bun.CryptoHasher(kind).update(secret).digest('hex'),
  );
}

const noLetter = /[^\p{L}\p{N}]/gu;

function lettersOf(text: string): string {
  return text.replace(noLetter, '');
}

/** Hides every telling part, whatever signs stand between its letters. */
function withoutParts(text: string, parts: Parts): string {
  if (parts.size === 0) return text;
  const places: number[] = [];
  let letters = '';
  for (const { 0: sign, index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    for (let unit = 0; unit < sign.length; unit++) places.push(index + unit);
    letters += sign;
  }
  let shown = '';
  let from = 0;
  let end = -1;
  let start = 0;
  const close = () => {
    shown += `${text.slice(from, start)}${mask}`;
    from = end;
  };
  for (let at = 0; at + telling <= letters.length; at++) {
    const found = parts.get(letters.slice(at, at + telling))?.filter(part => letters.startsWith(part, at));
    if (found === undefined || found.length === 0) continue;
    const first = places[at] ?? 0;
    const last = (places[at + Math.max(...found.map(({ length }) => length)) - 1] ?? 0) + 1;
    if (first > end) {
      if (end >= 0) close();
      start = first;
    }
    end = Math.max(end, last);
  }
  if (end < 0) return text;
  close();
  return shown + text.slice(from);
}
