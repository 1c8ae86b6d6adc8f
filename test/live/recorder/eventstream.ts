import { crc32 } from 'node:zlib';

/** Bytes of the prelude: total length, headers length and their CRC, 4 each. */
const preludeLength = 12;
/** Bytes of the CRC that ends a message. */
const trailerLength = 4;
/** The header value type "string". */
const stringType = 7;

/**
 * One message of `application/vnd.amazon.eventstream`:
 * lengths, their CRC, headers, payload, CRC of all before it; big-endian.
 */
export function encodeMessage(headers: Readonly<Record<string, string>>, payload: Uint8Array): Uint8Array {
  const head = Buffer.concat(Object.entries(headers).map(encodeHeader));
  const message = Buffer.alloc(preludeLength + head.length + payload.length + trailerLength);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  message.set(head, preludeLength);
  message.set(payload, preludeLength + head.length);
  const end = message.length - trailerLength;
  message.writeUInt32BE(crc32(message.subarray(0, end)), end);
  return message;
}

/** A header: name length (1 byte), name, value type, value length (2 bytes), value. */
function encodeHeader([name, value]: readonly [string, string]): Buffer {
  const key = Buffer.from(name);
  const text = Buffer.from(value);
  const header = Buffer.alloc(1 + key.length + 3 + text.length);
  header.writeUInt8(key.length, 0);
  header.set(key, 1);
  header.writeUInt8(stringType, 1 + key.length);
  header.writeUInt16BE(text.length, 2 + key.length);
  header.set(text, 4 + key.length);
  return header;
}
