import { isScrambled, looksLikeKey } from '../base/key-looks.ts';
import { parseReference } from '../secrets/reference.ts';

/** Programs whose arguments name a credential and do not hold it. */
const keepers: readonly string[] = [
  ...['pass', 'gopass', 'op', 'security', 'secret-tool', 'keyring', 'aws', 'gcloud', 'cat'],
];

/** What only a shell knows. */
const builtins: readonly string[] = ['.', ':', 'source', 'eval', 'exec', 'command', 'export', 'set', 'read'];

/**
 * The `cmd:` reference for an `apiKeyHelper`; undefined when there may be more to it. Claude Code hands it to a
 * shell and cgw does not, so it must be plain words; and words that could be the key itself (`echo sk-…`) are none
 * to store.
 */
export function helperReference(helper: string, home: string): string | undefined {
  const written = helper.trim().split(/[ \t]+/);
  if (!written.every(isPlain) || written.some(word => looksLikeKey(word) || isScrambled(word)))
    return undefined;
  const words = written.map(word => (word.startsWith('~/') ? home + word.slice(1) : word));
  const [program = '', ...rest] = words;
  if (program.includes('=') || builtins.includes(program)) return undefined;
  // The folder it would be relative to is that of whoever starts it.
  if (program.includes('/') && !program.startsWith('/')) return undefined;
  if (rest.length > 0 && !keepers.includes(program.replace(/^.*\//, ''))) return undefined;
  const reference = `cmd:${JSON.stringify(words)}`;
  return 'problem' in parseReference(reference) ? undefined : reference;
}

/** Nothing in it means anything to a shell. */
function isPlain(word: string): boolean {
  return /^(~\/)?[\w./:@%+,-][\w./:@%+,=-]*$/.test(word);
}
