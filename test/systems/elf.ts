import { closeSync, openSync, readSync } from 'node:fs';

/** The type of the section that lists which versions of which libraries an executable needs. */
const neededVersions = 0x6f_ff_ff_fe;

/** The versions of symbols (`GLIBC_2.17`) that an ELF executable of 64 bits needs of its libraries. */
export function symbolVersions(file: string): string[] {
  const descriptor = openSync(file, 'r');
  try {
    const at = (position: number, length: number) => {
      const bytes = Buffer.alloc(length);
      readSync(descriptor, bytes, 0, length, position);
      return bytes;
    };
    const header = at(0, 64);
    const [table, size, count] = [
      Number(header.readBigUInt64LE(40)),
      header.readUInt16LE(58),
      header.readUInt16LE(60),
    ];
    const sections = Array.from({ length: count }, (_, index) => at(table + index * size, size));
    const content = (section: Buffer) =>
      at(Number(section.readBigUInt64LE(24)), Number(section.readBigUInt64LE(32)));
    return sections
      .filter(section => section.readUInt32LE(4) === neededVersions)
      .flatMap(section => {
        const names = sections[section.readUInt32LE(40)];
        return names === undefined ? [] : versionsIn(content(section), content(names));
      });
  } finally {
    closeSync(descriptor);
  }
}

/** A chain of libraries, each with a chain of versions; a link is the distance to the next, and 0 ends it. */
function versionsIn(table: Buffer, names: Buffer): string[] {
  return chain(0, library => table.readUInt32LE(library + 12)).flatMap(library =>
    chain(library + table.readUInt32LE(library + 8), version => table.readUInt32LE(version + 12)).map(
      version => {
        const name = table.readUInt32LE(version + 8);
        return names.toString('utf8', name, names.indexOf(0, name));
      },
    ),
  );
}

function chain(first: number, distance: (at: number) => number): number[] {
  const next = distance(first);
  return next === 0 ? [first] : [first, ...chain(first + next, distance)];
}
