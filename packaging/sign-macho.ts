import { createHash } from 'node:crypto';

/*
 * The parts of a Mach-O file that a signature is about (64 bits, one processor).
 */
const command = { segment: 0x19, signature: 0x1d } as const;
const magic = { signature: 0xfade0cc0, directory: 0xfade0c02 } as const;
const page = 4096;
const hashSize = 32;
const directorySize = 88;

/**
 * A program for macOS with an ad-hoc signature over every page of it, in the place of the one it has. Bun 1.4.5 signs what it
 * compiles for arm64, and leaves an x64 program with the signature of Bun itself, which no longer holds.
 */
export function signMacho(program: Buffer, identifier: string): Buffer {
  const commands = commandsOf(program);
  const signature = commands.find(({ kind }) => kind === command.signature);
  const segments = commands.filter(({ kind }) => kind === command.segment);
  const named = (name: string) =>
    segments.find(({ at }) => program.toString('latin1', at + 8, at + 8 + name.length) === name);
  const linkedit = named('__LINKEDIT');
  const text = named('__TEXT');
  if (signature === undefined || linkedit === undefined || text === undefined)
    throw new Error('a program for macOS without a place for its signature');

  const start = program.readUInt32LE(signature.at + 8);
  const pages = Math.ceil(start / page);
  const name = Buffer.from(`${identifier}\0`);
  const length = directorySize + name.length + pages * hashSize;
  const size = Math.ceil((20 + length) / 16) * 16;

  // What the headers say about the signature is signed too, so it comes first.
  const inLinkedit = start + size - Number(program.readBigUInt64LE(linkedit.at + 40));
  const signed = Buffer.concat([program.subarray(0, start), Buffer.alloc(size)]);
  signed.writeUInt32LE(size, signature.at + 12);
  signed.writeBigUInt64LE(BigInt(Math.ceil(inLinkedit / page) * page), linkedit.at + 32);
  signed.writeBigUInt64LE(BigInt(inLinkedit), linkedit.at + 48);

  const words = [magic.signature, 20 + length, 1, 0, 20];
  for (const [index, word] of words.entries()) signed.writeUInt32BE(word, start + 4 * index);
  const directory = signed.subarray(start + 20);
  const hashes = directorySize + name.length;
  const version = 0x20400;
  const adHoc = 2;
  const fields = [magic.directory, length, version, adHoc, hashes, directorySize, 0, pages, start];
  for (const [index, field] of fields.entries()) directory.writeUInt32BE(field, 4 * index);
  directory.set([hashSize, 2, 0, Math.log2(page)], 36);
  directory.writeBigUInt64BE(signed.readBigUInt64LE(text.at + 40), 64);
  directory.writeBigUInt64BE(signed.readBigUInt64LE(text.at + 48), 72);
  directory.writeBigUInt64BE(1n, 80);
  directory.set(name, directorySize);
  for (let index = 0; index < pages; index++) {
    const content = signed.subarray(index * page, Math.min((index + 1) * page, start));
    directory.set(createHash('sha256').update(content).digest(), hashes + index * hashSize);
  }
  return signed;
}

/** The load commands: what each is, and where. */
function commandsOf(program: Buffer): { readonly kind: number; readonly at: number }[] {
  const commands = [];
  let at = 32;
  for (let count = program.readUInt32LE(16); count > 0; count--) {
    commands.push({ kind: program.readUInt32LE(at), at });
    at += program.readUInt32LE(at + 4);
  }
  return commands;
}
