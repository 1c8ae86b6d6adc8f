/**
 * The text of bytes that are UTF-8, without the byte order mark that some editors put first.
 * @returns undefined when they are not: what cannot be read would be lost.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return undefined;
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
