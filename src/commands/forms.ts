import type { Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { readConfig } from '../profile/file.ts';
import { requireName } from '../profile/names.ts';
import { presetOf } from '../profile/presets.ts';
import { profileNamed } from '../profile/resolve.ts';
import type { Picked } from './screens.ts';
import { launchPicked } from './start-again.ts';

/** Whether a command got nothing but names, so that its form is meant. */
export function hasOnlyNames({ switches, values }: Invocation): boolean {
  return switches.size === 0 && values.size === 0;
}

export function hasTerminal(io: Io): boolean {
  return io.isTerminal('in') && (io.isTerminal('err') || io.isTerminal('out'));
}

/** The form for a new profile: of the preset of that name, or of one that is chosen first. */
export async function addInForm(name: string | undefined, io: Io): Promise<number> {
  if (name !== undefined) {
    requireName('profile', name);
    const { profiles } = await readConfig(io);
    if (Object.hasOwn(profiles, name))
      throw new UserError(
        exitCode.invalid,
        `there is a profile ${name} already`,
        `choose another name, or cgw edit ${name}`,
      );
  }
  const preset = name !== undefined && presetOf(name) !== undefined ? { preset: name } : {};
  const opening = { opens: 'add', ...(name === undefined ? {} : { name }), ...preset } as const;
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker('form', io, opening);
  return finished(picked, 'added', io);
}

/** The first profile: the welcome, with what this machine has to start from. */
export async function firstInForm(io: Io): Promise<number> {
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker('form', io, { opens: 'picker' });
  if (!('exit' in picked)) return finished(picked, 'added', io);
  io.err('no profile was made; cgw makes one whenever you like\n');
  return exitCode.done;
}

/** The form for a profile that is there; for a preset that works as it is, the form that makes a profile of it. */
export async function editInForm(name: string, io: Io): Promise<number> {
  const config = await readConfig(io);
  profileNamed(name, config);
  const own = Object.hasOwn(config.profiles, name);
  const { openPicker } = await import('./screens.ts');
  const picked = await openPicker(
    'form',
    io,
    own ? { opens: 'edit', name } : { opens: 'add', preset: name, name },
  );
  return finished(picked, own ? 'changed' : 'added', io);
}

async function finished(picked: Picked, done: string, io: Io): Promise<number> {
  if ('exit' in picked) {
    io.err('nothing was changed\n');
    return picked.exit;
  }
  if (picked.what === 'chosen') return launchPicked(picked.name, [], io);
  io.err(`${done} ${picked.name}\n`);
  for (const note of picked.notes) io.err(`${note}\n`);
  return exitCode.done;
}
