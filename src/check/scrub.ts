import { cloudSecrets } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { mask } from '../base/masking.ts';
import { printable } from '../base/terminal-text.ts';
import type { Plan } from '../env/plan.ts';

/** Makes a text of others harmless: no secret, no control character, one line, not long. */
export type Scrub = (text: string) => string;

const mostCharacters = 200;

/**
 * Hides every secret of a plan, and every credential that was sent, wherever a server or a library repeats it: the
 * whole value, and each word of a value that has several (`Bearer …`, several headers).
 * @param sent what went out until now that opens doors: libraries find credentials that no variable holds.
 */
export function scrubFor(
  { changes }: Pick<Plan, 'changes'>,
  environment: Environment,
  sent: () => Iterable<string> = () => [],
): Scrub {
  const planned = changes.flatMap(change => (change.action === 'set' && change.secret ? [change.value] : []));
  const clouds = cloudSecrets.map(name => environment[name] ?? '');
  return text => {
    const forms = formsOf([...planned, ...clouds, ...sent()]);
    const hidden = forms.reduce((held, form) => held.replaceAll(form, mask), text);
    const line = hidden.replace(/\s+/g, ' ').trim();
    return printable(line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line);
  };
}

/** Every spelling of the secrets, the longest first, so that none is hidden in part only. */
function formsOf(secrets: readonly string[]): string[] {
  const parts = secrets.flatMap(secret => [
    ...(secret.length >= 4 ? [secret] : []),
    ...secret.split(/\s+/).filter(word => word.length >= 6),
  ]);
  return [...new Set(parts)]
    .flatMap(part => [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1)])
    .sort((one, other) => other.length - one.length);
}
