import { crc32 } from 'node:zlib';

/** A file of an archive. */
export interface Entry {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isProgram?: boolean;
}

/*
 * Archives that are the same bytes wherever and whenever they are made: entries in the order given, owned by nobody, and
 * of the one date that npm gives to every file of a package (a zip knows no year before 1980). In a tar file the date of
 * a program is made of its bytes, within some years after that: a shell tells two versions by it (`hook/cache.ts`).
 */
const date = Date.UTC(1985, 9, 26, 8, 15) / 1000;
const years = 2 ** 28;
const dosTime = (8 << 11) | (15 << 5);
const dosDate = ((1985 - 1980) << 9) | (10 << 5) | 26;

/** A `tar.gz` (ustar). */
export function tarball(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(({ path, bytes, isProgram = false }) => {
    const header = Buffer.alloc(512);
    const field = (at: number, length: number, value: number) =>
      header.write(value.toString(8).padStart(length - 1, '0'), at);
    if (path.length > 100) throw new Error(`${path} is too long for a tar file`);
    header.write(path, 0);
    field(100, 8, isProgram ? 0o755 : 0o644);
    field(108, 8, 0);
    field(116, 8, 0);
    field(124, 12, bytes.length);
    field(136, 12, date + (isProgram ? crc32(bytes) % years : 0));
    header.write(' '.repeat(8), 148);
    header.write('0', 156);
    header.write('ustar\0' + '00', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  const tar = Buffer.concat([...parts, Buffer.alloc(1024)]);
  return Bun.gzipSync(tar, { level: 6, library: 'libdeflate' });
}

/** A `zip`. */
export function zip(entries: readonly Entry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes, isProgram = false } of entries) {
    const name = Buffer.from(path);
    const packed = Bun.deflateSync(new Uint8Array(bytes), { level: 6, library: 'libdeflate' });
    // Version 2.0, names in UTF-8, deflated: the part that both headers share.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(dosTime, 6);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((isProgram ? 0o100755 : 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    // Made by a Unix, so that the mode counts.
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, rest, name]));
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}
