import type { Profile } from '../../backends/profile.ts';
import { exitCode, UserError } from '../../base/errors.ts';
import { isRecord } from '../../base/json.ts';
import { isUnlikelyName } from '../../base/key-looks.ts';
import { quotedName } from '../../base/quoting.ts';
import { nameProblem } from '../../profile/names.ts';
import type { ImportedProfile } from '../imported.ts';
import { extractPlainSecrets } from '../plain-secrets.ts';

/** The version of what `cgw export` prints. */
const documentVersion = 1;

/** What `cgw export` prints: profiles as they stand in the config, references and no credential. */
export type ExportDocument = {
  readonly cgw: typeof documentVersion;
  readonly profiles: { readonly [name: string]: Profile };
};

export function documentOf(profiles: ExportDocument['profiles']): ExportDocument {
  return { cgw: documentVersion, profiles };
}

/** Whether a JSON object says that `cgw export` made it. */
export function isDocument(raw: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(raw, 'cgw');
}

/**
 * The profiles of an export. Only its outline is checked.
 * @throws UserError (3) with what is wrong.
 */
export function readDocument(raw: Readonly<Record<string, unknown>>, where: string): ImportedProfile[] {
  const { cgw, profiles, ...unknown } = raw;
  if (cgw !== documentVersion) {
    const newer = typeof cgw === 'number' && cgw > documentVersion;
    throw damaged(
      where,
      newer
        ? `a newer cgw wrote it (version ${cgw}, this one reads ${documentVersion})`
        : `"cgw" is not ${documentVersion}`,
      newer ? 'update cgw' : undefined,
    );
  }
  const [extra] = Object.keys(unknown);
  if (extra !== undefined)
    throw damaged(where, `${quotedName(extra)} is not known; it takes cgw and profiles`);
  if (!isRecord(profiles)) throw damaged(where, '"profiles" is not an object');
  return Object.entries(profiles).map(([name, profile]) => {
    const problem = nameProblem(name);
    if (problem !== undefined) throw damaged(where, `the name ${quotedName(name)} in "profiles" ${problem}`);
    if (isUnlikelyName(name)) throw damaged(where, 'a name in "profiles" looks like a credential');
    return { name, ...extractPlainSecrets(profile), notes: [] };
  });
}

/** The error for a file that cannot be what it seems to be. */
export function damaged(
  where: string,
  reason: string,
  remedy = 'fix the file, or ask for another',
): UserError {
  return new UserError(exitCode.invalid, `${where}: ${reason}`, `${remedy}; nothing was imported`);
}
