import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { removeFile, writeAtomically } from '../base/atomic-write.ts';
import { exitCode, notWritable, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { requireNamed } from '../base/paths.ts';
import { readConfig } from '../profile/file.ts';
import { findPin, isPinnable, pinFile } from '../profile/pin.ts';
import { profileNamed } from '../profile/resolve.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'show or set the profile that this folder asks for (a .cgw file)',
  usage: '[profile]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile'],
  flags: { unset: { help: 'remove the pin of this folder' }, json: jsonFlag },
  examples: ['cgw pin litellm', 'cgw pin'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  const file = join(io.cwd, pinFile);
  if (name !== undefined && invocation.switches.has('unset')) throw usage('pin', '--unset takes no profile');
  if (name !== undefined) {
    requireNamed(file, 'the name of this folder');
    profileNamed(name, await readConfig(io));
    if (!isPinnable(name))
      throw new UserError(
        exitCode.invalid,
        'the name of that profile looks like a credential, so no folder can ask for it',
        'cgw rename gives it another',
      );
    requireFileOrFree(file);
    // A link that came with the project is replaced, not followed: it may lead to a file of the user.
    const how = { mode: modeFor(file), durable: false, fresh: true };
    changePin(file, () => writeAtomically(file, `${name}\n`, how));
    io.err(`this folder now asks for ${name} (${pinFile})\n`);
  } else if (invocation.switches.has('unset')) {
    if (!existsSync(file))
      throw new UserError(exitCode.invalid, `there is no ${pinFile} here`, 'cgw pin shows where one is');
    changePin(file, () => removeFile(file));
    io.err(`${pinFile} removed\n`);
  } else {
    const { pin, ignored } = findPin(io.cwd);
    for (const file of ignored) io.err(`cgw: ${file} holds no profile name and is ignored\n`);
    if (invocation.switches.has('json'))
      printJson(io, { profile: pin?.name ?? null, file: pin?.file ?? null });
    else if (pin !== undefined) io.out(`${pin.name}\n`);
    else io.err('no pin here or above; cgw pin NAME sets one\n');
  }
  return exitCode.done;
}

/** @throws UserError (1) for a folder, pipe or device, which a write would take away */
function requireFileOrFree(file: string): void {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined || stat.isFile() || stat.isSymbolicLink()) return;
  throw new UserError(exitCode.failed, `${file}: it is not a file`, 'move it away');
}

/** As the file is, or as any other that the user makes. */
function modeFor(file: string): number {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.mode & 0o777 : 0o666 & ~process.umask();
}

function changePin(file: string, change: () => void): void {
  try {
    change();
  } catch (error) {
    throw notWritable(file, error);
  }
}

export const pin: CommandModule = { spec, run };
