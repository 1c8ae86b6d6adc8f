import type { Environment } from './base/io.ts';
import { looksLikeKey } from './base/key-looks.ts';
import { maskSecret, rememberSecret } from './base/masking.ts';
import { isSecretValueOf } from './env/variables.ts';

/** Below that length it is a word that begins like a key. */
const leastLength = 16;

/**
 * What is told of a bug, and with `CGW_DEBUG` where it happened. Nobody has chosen these words, so whatever looks like
 * a key is taken out of them, and so is every secret that this environment holds.
 */
export function crashReport(error: unknown, environment: Environment): string {
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && isSecretValueOf(name, value)) rememberSecret(value);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = environment.CGW_DEBUG && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  return withoutKeys(
    `cgw: this is a bug: ${what}\n     set CGW_DEBUG=1 for where it happened, and please report it\n${where}`,
  );
}

function withoutKeys(text: string): string {
  return text.replace(/[^\s"'`,;()<>[\]{}=]+/g, word =>
    word.length >= leastLength && looksLikeKey(word) ? maskSecret(word) : word,
  );
}
