import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manualPage } from '../src/commands/index.ts';

/** Writes `man/cgw.1` from the declarations of the commands. */
const folder = join(import.meta.dir, '..', 'man');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'cgw.1'), manualPage());
