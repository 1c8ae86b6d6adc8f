/** What stands for bytes that are no UTF-8: the runtime decodes arguments, variables and paths so. */
const lost = '\uFFFD';

/** Whether a text may stand for bytes that it no longer holds. */
export function isLossy(text: string): boolean {
  return text.includes(lost);
}

/**
 * The text of bytes that are UTF-8, without the byte order mark that some editors put first.
 * @returns undefined when they are not: what cannot be read would be lost.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return isLossy(text) && !isUtf8(bytes) ? undefined : withoutMark(text);
}

/** A text without the byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Asked only where a replacement character shows: the decoder takes a while to make. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
