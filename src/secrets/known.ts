import { mask } from '../text.ts';

/** Shorter ones are not looked for: they would be found in ordinary words. */
const leastLength = 6;

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
  return forms.reduce((rest, form) => rest.replaceAll(form, mask), text);
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
