import packageFile from '../../package.json' with { type: 'json' };
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';

export async function run(io: Io): Promise<number> {
  io.out(`cgw ${packageFile.version}\n`);
  return exitCode.done;
}
