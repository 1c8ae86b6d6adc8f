import type { Profile } from '../../backends/profile.ts';
import { exitCode, UserError } from '../../base/errors.ts';
import { isRecord } from '../../base/json.ts';
import { isUnlikelyName } from '../../base/key-looks.ts';
import { quotedName } from '../../base/quoting.ts';
import { nameProblem } from '../../profile/names.ts';
import type { ImportedProfile, LeftOut, Recognised } from '../imported.ts';
import { extractPlainSecrets } from '../plain-secrets.ts';

/** The version of what `cgw export` prints. */
const documentVersion = 1;

/** What `cgw export` prints: profiles as they stand in the config, references and no credential. */
export type ExportDocument = {
  readonly cgw: typeof documentVersion;
  readonly profiles: { readonly [name: string]: Profile };
  /** Of what an import would bring: what each profile has of a preset, not of the file. */
  readonly fromPreset?: { readonly [name: string]: NonNullable<ImportedProfile['fromPreset']> };
};

export function documentOf(
  profiles: ExportDocument['profiles'],
  fromPreset: NonNullable<ExportDocument['fromPreset']> = {},
): ExportDocument {
  const completed = Object.keys(fromPreset).length > 0 ? { fromPreset } : {};
  return { cgw: documentVersion, profiles, ...completed };
}

/** Whether a JSON object says that `cgw export` made it. */
export function isDocument(raw: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(raw, 'cgw');
}

/**
 * The profiles of an export. Only its outline is checked.
 * @throws UserError (3) with what is wrong.
 */
export function readDocument(raw: Readonly<Record<string, unknown>>, where: string): Recognised {
  // What `import --dry-run` says of presets is for people.
  const { cgw, profiles, fromPreset: _, ...unknown } = raw;
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
  const incoming: ImportedProfile[] = [];
  const leftOut: LeftOut[] = [];
  for (const [name, profile] of Object.entries(profiles)) {
    const why = isUnlikelyName(name) ? 'its name looks like a credential' : nameProblem(name);
    if (why === undefined) incoming.push({ name, ...extractPlainSecrets(profile), notes: [] });
    else leftOut.push({ name, why });
  }
  return { incoming, leftOut };
}

/** The error for a file that cannot be what it seems to be. */
export function damaged(
  where: string,
  reason: string,
  remedy = 'fix the file, or ask for another',
): UserError {
  return new UserError(exitCode.invalid, `${where}: ${reason}`, `${remedy}; nothing was imported`);
}
