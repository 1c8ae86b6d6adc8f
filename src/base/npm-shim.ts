import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBounded } from './bounded-read.ts';

/**
 * The `.exe` that a shim of npm or pnpm (`claude.cmd`) starts with its arguments and nothing else; undefined for any other
 * file. cmd.exe reads the arguments of a batch file once more: it takes no line break, and `%` may name a variable.
 */
export function behindShim(file: string): string | undefined {
  if (!/\.cmd$/i.test(file)) return undefined;
  try {
    const text = readBounded(file).toString('utf8');
    const [, relative] = /^@?"%(?:~dp0|dp0%)\\([^"%\r\n]+\.exe)" +%\*\s*$/im.exec(text) ?? [];
    const target = join(dirname(file), relative ?? '');
    return relative !== undefined && existsSync(target) ? target : undefined;
  } catch {
    return undefined;
  }
}
