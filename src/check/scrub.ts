import type { Plan } from '../env/plan.ts';
import type { Environment } from '../io.ts';
import { mask, printable } from '../text.ts';

/** Makes a text of others harmless: no secret, no control character, one line, not long. */
export type Scrub = (text: string) => string;

/** Credentials of the clouds that no profile sets. */
const cloudSecrets = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK'] as const;

const mostCharacters = 200;

/**
 * Hides every secret of a plan, wherever a server or a library repeats it: the whole value, and each word of a value
 * that has several (`Bearer …`, several headers).
 */
export function scrubFor({ changes }: Plan, environment: Environment): Scrub {
  const secrets = new Set<string>();
  const add = (value: string) => {
    if (value.length >= 4) secrets.add(value);
    for (const word of value.split(/\s+/)) if (word.length >= 6) secrets.add(word);
  };
  for (const change of changes) if (change.action === 'set' && change.secret) add(change.value);
  for (const name of cloudSecrets) add(environment[name] ?? '');
  const forms = [...secrets]
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // The longest first, so that none is hidden in part only.
    .sort((one, other) => other.length - one.length);
  return text => {
    const hidden = forms.reduce((held, form) => held.replaceAll(form, mask), text);
    const line = hidden.replace(/\s+/g, ' ').trim();
    return printable(line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line);
  };
}
