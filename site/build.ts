import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageHtml } from './page.ts';

/** Writes `dist/site/index.html`: the whole page in one file, which opens from a disk as well as from a server. */
const limit = 300_000;
const folder = join(import.meta.dir, '../dist/site');
const html = await pageHtml();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.html'), html);
const size = Buffer.byteLength(html);
console.log(`dist/site/index.html: ${size} bytes of at most ${limit}`);
if (size > limit) process.exitCode = 1;
