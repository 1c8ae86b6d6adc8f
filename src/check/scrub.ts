import { credentialChains, type ProviderId, providerFacts, providers } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { mask, type Redact, redactorFor } from '../base/redaction.ts';
import { printable } from '../base/terminal-text.ts';
import type { Plan } from '../env/plan.ts';
import { marks } from '../features/cell.ts';
import { featureIds } from '../features/features.ts';
import { stepIds, stepStates } from './report.ts';

/** Makes a text of others harmless: no secret, no control character, one line, not long. */
export type Scrub = (text: string) => string;

const mostCharacters = 200;

/** Servers tell keys by a hash, of which nobody knows how it was made. */
const hash = /(?<![\p{L}\p{N}])[0-9a-f]{32,}(?![\p{L}\p{N}])/giu;

/** Every variable with which somebody signs in to a cloud and that holds the secret itself. */
const cloudSecrets: readonly string[] = [
  ...Object.values(credentialChains).flatMap(({ secrets }) => secrets),
  ...(Object.keys(providers) as readonly ProviderId[]).flatMap(id =>
    providerFacts(id).keys.map(({ variable }) => variable),
  ),
];

/** Shorter ones are found in every text. */
const leastLength = 4;

/**
 * Hides every secret of a plan, and every credential that was sent, wherever a server or a library repeats it: the
 * whole value, and each word of a value that has several (`Bearer …`, several headers).
 * @param sent what went out until now that opens doors: libraries find credentials that no variable holds.
 */
export function scrubFor(
  { changes }: Pick<Plan, 'changes'>,
  environment: Environment,
  sent: () => Iterable<string> = () => [],
): Redact {
  const planned = changes.flatMap(change => (change.action === 'set' && change.secret ? [change.value] : []));
  const clouds = cloudSecrets.map(name => environment[name] ?? '');
  let made: { readonly of: string; readonly redact: Redact } | undefined;
  return text => {
    const secrets = [...new Set([...planned, ...clouds, ...sent()])];
    const of = JSON.stringify(secrets);
    if (made?.of !== of) made = { of, redact: redactorFor(secrets.flatMap(wordsOf)) };
    return made.redact(text).replace(hash, mask);
  };
}

/** The same for a text that stands on a line of a report. */
export function scrubLine(hide: Redact): Scrub {
  return text => {
    const line = hide(text).replace(/\s+/g, ' ').trim();
    return printable(line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line);
  };
}

function wordsOf(secret: string): string[] {
  return [
    ...(secret.length >= leastLength ? [secret] : []),
    ...secret.split(/\s+/).filter(word => word.length >= 6),
  ];
}

/**
 * A whole report, without a secret in any of its texts: so none can be forgotten. A word of cgw’s own stays: a
 * credential may be `none`, as a feature may.
 */
export function scrubReport<Told>(told: Told, hide: Redact): Told {
  return JSON.parse(JSON.stringify(told), (_, value: unknown) =>
    typeof value === 'string' && !ownWords.has(value) ? hide(value) : value,
  );
}

const ownWords: ReadonlySet<string> = new Set([
  ...stepIds,
  ...stepStates,
  ...featureIds,
  ...Object.keys(marks),
]);
