import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../errors.ts';
import { errorCode, type Io } from '../io.ts';
import { readConfig } from '../profile/file.ts';
import { findPin, pinFile, profileNamed } from '../profile/resolve.ts';
import { jsonFlag } from './flags.ts';
import { printJson } from './output.ts';

export const spec = {
  summary: 'show or set the profile that this folder asks for (a .cgw file)',
  usage: '[profile]',
  positionals: { least: 0, most: 1 },
  flags: { unset: { help: 'remove the pin of this folder' }, json: jsonFlag },
} as const satisfies CommandSpec;

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  const file = join(io.cwd, pinFile);
  if (name !== undefined) {
    profileNamed(name, await readConfig(io));
    writePin(file, name);
    io.err(`this folder now asks for ${name} (${pinFile})\n`);
  } else if (invocation.switches.has('unset')) {
    if (!existsSync(file))
      throw new UserError(exitCode.invalid, `there is no ${pinFile} here`, 'cgw pin shows where one is');
    rmSync(file);
    io.err(`${pinFile} removed\n`);
  } else {
    const pin = findPin(io.cwd);
    if (invocation.switches.has('json'))
      printJson(io, { profile: pin?.name ?? null, file: pin?.file ?? null });
    else if (pin !== undefined) io.out(`${pin.name}\n`);
    else io.err('no pin here or above; cgw pin NAME sets one\n');
  }
  return exitCode.done;
}

function writePin(file: string, name: string): void {
  try {
    writeFileSync(file, `${name}\n`);
  } catch (error) {
    throw new UserError(
      exitCode.failed,
      `${file} cannot be written (${errorCode(error) ?? String(error)})`,
      'check the folder’s permissions',
    );
  }
}
