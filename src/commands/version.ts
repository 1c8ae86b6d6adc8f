import packageFile from '../../package.json' with { type: 'json' };
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';

export async function run(io: Io): Promise<number> {
  io.out(`cgw ${packageFile.version}\n`);
  return exitCode.done;
}
