import { accessSync, constants, statSync } from 'node:fs';
import type { Profile } from '../../backends/profile.ts';
import { settingsOf } from '../../backends/settings.ts';
import { errorCode } from '../../base/errors.ts';
import type { Io } from '../../base/io.ts';
import { shownWord } from '../../base/masking.ts';
import { programOutsideProject } from '../../base/outside-project.ts';
import { homeFolder } from '../../base/paths.ts';
import { isOwned } from '../../env/variables.ts';
import { problemsOf } from '../../profile/rules.ts';
import { keychainMissing } from '../../secrets/keychain.ts';
import { parseReference, type Reference } from '../../secrets/reference.ts';
import { serviceState } from '../../secrets/secret-service.ts';
import type { ReferenceState } from '../situation.ts';

/** The references of a valid profile, each once, with the field that holds it. */
export function referencesOf(profile: Profile): { path: string; reference: string }[] {
  const found = new Map<string, string>();
  for (const { path, parts } of settingsOf(profile))
    for (const part of parts)
      if ('reference' in part && !found.has(part.reference)) found.set(part.reference, path);
  return [...found].map(([reference, path]) => ({ reference, path }));
}

/** Whether the credentials of these profiles are available. None is fetched, no program is run. */
export function readReferences(
  profiles: readonly (Profile | null)[],
  io: Io,
): ReadonlyMap<string, ReferenceState> {
  const valid = profiles.filter(profile => profile !== null && problemsOf(profile).length === 0);
  const references = valid.flatMap(profile => (profile === null ? [] : referencesOf(profile)));
  return new Map(references.map(({ reference }) => [reference, stateOf(parseReference(reference), io)]));
}

function stateOf(reference: ReturnType<typeof parseReference>, io: Io): ReferenceState {
  if ('problem' in reference) return { state: 'there' };
  switch (reference.kind) {
    case 'placeholder':
      return { state: 'there' };
    case 'keychain':
      return keychainState(io);
    case 'env':
      return variableState(reference.name, io);
    case 'file':
      return fileState(reference.path, io);
    case 'cmd':
      return programState(reference, io);
  }
}

/** To look for an entry is to read it, and may open a prompt: that is for `cgw secret check`. A lock can be seen without. */
function keychainState(io: Io): ReferenceState {
  const why =
    keychainMissing(io) ??
    (isLocked(io) ? 'the keyring is locked: nobody can be asked for its password in a shell' : null);
  if (why === null) return { state: 'there' };
  const remedy = 'Keep the credential where cgw finds it here (env:, file: or cmd:), with cgw edit';
  return missing(`is in a keychain, and ${why}`, remedy);
}

function isLocked({ platform }: Io): boolean {
  return platform === 'linux' && serviceState() === 'locked';
}

function variableState(name: string, { environment }: Io): ReferenceState {
  if (environment[name]) return { state: 'there' };
  const remedy = isOwned(name)
    ? `Keep the credential in a variable of another name: every switch clears ${name}`
    : `Export ${name}, or point the profile elsewhere with cgw edit`;
  return missing(environment[name] === undefined ? 'is not set here' : 'is empty', remedy);
}

function fileState(path: string, io: Io): ReferenceState {
  const full = path.startsWith('~/') ? `${homeFolder(io)}${path.slice(1)}` : path;
  const check = 'Check the path, or fix the profile with cgw edit';
  try {
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat === undefined) return missing('does not exist', check);
    if (!stat.isFile()) return missing('is not a file', 'Name a file that holds the credential');
    const mode = stat.mode & 0o777;
    if (io.platform !== 'win32' && (mode & 0o077) !== 0) return { state: 'readable', path: full, mode };
    if (stat.size === 0) return missing('is empty', 'Put the credential there');
    accessSync(full, constants.R_OK);
    return { state: 'there' };
  } catch (error) {
    return missing(`cannot be read (${errorCode(error) ?? 'unknown'})`, check);
  }
}

function programState({ argv: [name] }: Extract<Reference, { kind: 'cmd' }>, io: Io): ReferenceState {
  return programOutsideProject(name, io) === undefined
    ? missing('names no program that is here', `Install ${shownWord(name)}, or fix PATH`)
    : { state: 'there' };
}

function missing(reason: string, remedy: string): ReferenceState {
  return { state: 'missing', reason, remedy };
}
