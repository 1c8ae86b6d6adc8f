import { mask } from '../text.ts';

/** Shorter ones are not looked for: they would be found in ordinary words. */
const leastLength = 6;

/**
 * What may be an ordinary word as well (`litellm`, `lm-studio`, as servers take that want some word): it is looked for
 * only where it stands alone. Inside a name, a path or an address it tells nobody a secret, and dots in its place
 * would spoil what is said.
 */
const ordinaryWord = /^[a-z-]{1,15}$/i;

/** What makes a longer word, name, path or address of the word beside it. */
const beside = '[\\p{L}\\p{N}_./:@~\\\\-]';

const known = new Set<string>();

/**
 * Remembers a secret that this process has come to know, so that `withoutKnown` finds it. One of several lines is
 * found by each of them, too.
 */
export function rememberSecret(value: string): void {
  for (const piece of [value, ...value.split(/[\r\n]+/)].map(each => each.trim()))
    if (piece.length >= leastLength) known.add(piece);
}

/**
 * A text for people, without any secret that this process knows: as it is, and as JSON, a URL or the quotes of a shell
 * would write it. Everything that goes to stderr passes through here.
 */
export function withoutKnown(text: string): string {
  if (known.size === 0) return text;
  const forms = [...known].flatMap(formsOf).sort((one, other) => other.length - one.length);
  return forms.reduce((rest, form) => rest.replaceAll(wanted(form), mask), text);
}

/** An ordinary word has no sign in it that is special to a pattern. */
function wanted(form: string): string | RegExp {
  return ordinaryWord.test(form) ? new RegExp(`(?<!${beside})${form}(?!${beside})`, 'gu') : form;
}

/** How a secret may stand in a text: longer forms can hold shorter ones. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    json,
    json.replaceAll('/', '\\/'),
    encodeURIComponent(secret.toWellFormed()),
    secret.replaceAll("'", `'\\''`),
    secret.replaceAll("'", "''"),
    secret.replace(/[^\w./:@%+,-]/g, '\\$&'),
  ];
  return [...new Set(forms)];
}
