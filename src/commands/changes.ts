import { dirname } from 'node:path';
import type { FlagSpec, Invocation } from '../args/spec.ts';
import type { Profile } from '../backends/profile.ts';
import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { quotedWord } from '../base/quoting.ts';
import { removeCheck, renameCheck } from '../check/check-store.ts';
import { missingExports } from '../profile/advice.ts';
import type { Assignments } from '../profile/assignments.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import type { Config } from '../profile/config.ts';
import { removeProfile, renameProfile, storeAndChange } from '../profile/keychain-changes.ts';
import type { NewSecret } from '../profile/keychain-entries.ts';
import type { WriteTarget } from '../write/file-change.ts';
import { placeOf } from '../write/place.ts';
import { filesUsing, type UsingFile } from '../write/undo-record.ts';

/** Changes the config (`profile/store.ts`, loaded here because conf is heavy). */
export async function changeConfig(
  io: Io,
  change: ConfigChange | ((config: Config) => Config),
): Promise<void> {
  const { updateConfig } = await import('../profile/store.ts');
  await updateConfig(io, typeof change === 'function' ? change : config => applyChange(config, change));
}

/**
 * Carries out a change of the screens, or of `remove` and `rename`, together with the keychain entries that it
 * concerns; what was measured of a profile follows it.
 * @param wishes `secrets`: for fields of the profile that is added or edited, each with a reference to its entry;
 * `keepSecrets`: what would be deleted or renamed along stays as it is
 * @returns what became of entries, and what else has to follow, a line each
 * @throws UserError as `storeAndChange`
 */
export async function changeWithEntries(
  io: Io,
  change: ConfigChange,
  { secrets = [], keepSecrets = false }: { secrets?: readonly NewSecret[]; keepSecrets?: boolean } = {},
): Promise<readonly string[]> {
  switch (change.change) {
    case 'add':
    case 'edit': {
      const apply = (config: Config) => applyChange(config, change);
      return (await storeAndChange(io, change.name, secrets, 'form', apply)).notes;
    }
    case 'remove': {
      const notes = await removeProfile(io, change, keepSecrets);
      const kept = removeCheck(change.name, io);
      return [...notes, ...told(kept), ...callersText(change.name, undefined, io)];
    }
    case 'rename': {
      const notes = await renameProfile(io, change, keepSecrets);
      const lost = renameCheck(change.from, change.to, io);
      return [...notes, ...told(lost), ...callersText(change.from, change.to, io)];
    }
    default:
      await changeConfig(io, change);
      return [];
  }
}

/** The flags of `remove` and `rename`. */
export const keepSecretsFlag: FlagSpec = { help: 'leave its keychain entries as they are' };

/** The field flags of `add` and `edit`. */
export const fieldFlags = {
  set: {
    value: 'path=value',
    kind: 'setting',
    many: true,
    help: 'set a field, e.g. region=us-east-1 (cgw presets NAME lists the fields)',
  },
  secret: {
    value: 'path=reference',
    kind: 'credential',
    many: true,
    help: 'say where a credential is: keychain (asks for it), keychain:ACCOUNT, env:NAME, file:PATH or cmd:COMMAND',
  },
  'secret-stdin': {
    value: 'path',
    kind: 'credential-field',
    help: 'put the credential that comes on stdin into the system’s keychain',
  },
} as const satisfies { [name: string]: FlagSpec };

function told(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}

/** What the next command would stumble over, for who sits at a terminal; a script may run anywhere. */
export function exportAdvice(profile: Profile, io: Io): string[] {
  if (!io.isTerminal('err')) return [];
  return missingExports(profile, io.environment).flatMap(({ what, line }) => [
    `cgw: ${what}:`,
    `     ${line}`,
  ]);
}

/** What they say. `--secret-stdin token` alone means `--secret token=keychain` too. */
export function assignmentsOf(invocation: Invocation): Assignments {
  const of = (flag: string) => invocation.values.get(flag) ?? [];
  const fromStdin = of('secret-stdin').filter(
    path => !of('secret').some(text => text.startsWith(`${path}=`)),
  );
  return {
    set: of('set'),
    secret: [...of('secret'), ...fromStdin.map(path => `${path}=keychain`)],
    unset: of('unset'),
  };
}

/**
 * A line for each file into which cgw wrote what asks for a profile that is not called that any more.
 * @param now its name now; undefined: it was removed
 */
function callersText(before: string, now: string | undefined, io: Io): string[] {
  const [what, aim] = now === undefined ? ['--undo', 'take it out'] : [now, 'fix it'];
  return filesUsing(before, io).map(caller => {
    const command = commandFor(caller, `cgw write ${what} --to ${caller.target}`, io);
    return `${tildePath(caller.file, io)} still asks cgw for ${before}; to ${aim}: ${command}`;
  });
}

/** The command as it reaches that very file. */
function commandFor({ target, file }: UsingFile, command: string, io: Io): string {
  return isUsual(target, file, io) ? command : elsewhere[target](command, file);
}

function isUsual(target: WriteTarget, file: string, io: Io): boolean {
  try {
    return placeOf(target, undefined, io).file === file;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

const elsewhere: { readonly [To in WriteTarget]: (command: string, file: string) => string } = {
  user: (command, file) => `CLAUDE_CONFIG_DIR=${quotedWord(dirname(file))} ${command}`,
  project: inFolder,
  local: inFolder,
  envrc: withFile,
  dotenv: withFile,
};

function inFolder(command: string, file: string): string {
  return `cd ${quotedWord(dirname(dirname(file)))} && ${command}`;
}

function withFile(command: string, file: string): string {
  return `${command} --file ${quotedWord(file)}`;
}
