import { createHash } from 'node:crypto';

/** The pages of a program for macOS whose hash in its signature is another, or that it says nothing about. */
export function unsignedPages(program: Buffer): number[] {
  const at = signatureOf(program);
  const directory = program.subarray(at + program.readUInt32BE(at + 16));
  if (directory.readUInt32BE(0) !== 0xfade0c02) throw new Error('the signature has no code directory');
  const hashes = directory.readUInt32BE(16);
  const pages = directory.readUInt32BE(28);
  const limit = directory.readUInt32BE(32);
  const size = 2 ** directory.readUInt8(39);
  // All that comes before the signature.
  if (limit !== at) return [Math.floor(limit / size)];
  return Array.from({ length: Math.ceil(limit / size) }, (_, page) => page).filter(page => {
    const content = program.subarray(page * size, Math.min((page + 1) * size, limit));
    const signed = directory.subarray(hashes + 32 * page, hashes + 32 * (page + 1));
    return page >= pages || !createHash('sha256').update(content).digest().equals(signed);
  });
}

/** Where `LC_CODE_SIGNATURE` says that the signature is. */
function signatureOf(program: Buffer): number {
  let at = 32;
  for (let count = program.readUInt32LE(16); count > 0; count--) {
    if (program.readUInt32LE(at) === 0x1d) return program.readUInt32LE(at + 8);
    at += program.readUInt32LE(at + 4);
  }
  throw new Error('the program has no signature');
}
