import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeHomes } from '../../test/support/home.ts';
import { drawn } from './picture.ts';
import { pictures } from './pictures.ts';

/** `bun scripts/pictures/draw.ts [folder]`: draws every picture of the documentation from the real program. */
const folder = process.argv[2] ?? join(import.meta.dir, '..', '..', 'docs', 'pictures');

mkdirSync(folder, { recursive: true });
try {
  for (const picture of pictures) {
    writeFileSync(join(folder, picture.file), await drawn(picture));
    console.log(picture.file);
  }
} finally {
  removeHomes();
}
