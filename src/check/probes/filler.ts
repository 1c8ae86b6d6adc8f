const words = ['the', 'of', 'and', 'to', 'in', 'is', 'it', 'for', 'on', 'as', 'with', 'at', 'by', 'from'];

/**
 * Text of at least that many tokens: short common words are one token each. The nonce stands first, so that nothing of
 * it is in a cache of an earlier run.
 */
export function filler(tokens: number, nonce: string): string {
  const text = Array.from({ length: tokens }, (_, index) => words[index % words.length]).join(' ');
  return `Test text ${nonce}, which means nothing: ${text}`;
}
