import { isRecord } from '../base/json.ts';
import type { BackendId } from '../env/backend-ids.ts';

/**
 * A secret inside an open group (`headers.*`, `env.*`): the reference, and for headers the scheme word that
 * goes before it (`Bearer`).
 */
export type SecretValue = { readonly secret: string; readonly scheme?: string };

export type OpenValue = string | SecretValue;

/** The groups of a profile whose keys the user chooses. */
const openGroups = ['headers', 'env', 'regions'] as const;
export type OpenGroup = (typeof openGroups)[number];

/** Groups in the file; `models` is the one whose keys are a closed set. */
export const groups = ['models', ...openGroups] as const;

/**
 * A profile as it stands in `config.json` after validation. Credential fields hold a reference
 * (`env:NAME`, `file:PATH`, `cmd:ARGV`), never the credential.
 */
export type Profile = { readonly backend: BackendId } & {
  readonly [field: string]: string | boolean | { readonly [key: string]: OpenValue | boolean } | undefined;
};

/** A profile as a flat list of path and value: `models.opus`, `headers.x-tag`. */
export type ProfileField = { readonly path: string; readonly value: unknown };

/** What a profile holds, field by field, in file order. `backend` is not a field. */
export function profileFields(profile: { readonly [key: string]: unknown }): ProfileField[] {
  const entries: ProfileField[] = [];
  for (const [key, value] of Object.entries(profile)) {
    if (key === 'backend' || value === undefined) continue;
    if (!isGroup(key) || !isRecord(value)) entries.push({ path: key, value });
    else
      for (const [inner, held] of Object.entries(value))
        entries.push({ path: `${key}.${inner}`, value: held });
  }
  return entries;
}

/** `headers.x-tag` → `headers` and `x-tag`; undefined unless the path lies in an open group. */
export function openGroupOf(path: string): { group: OpenGroup; key: string } | undefined {
  const group = openGroups.find(candidate => path.startsWith(`${candidate}.`));
  return group === undefined ? undefined : { group, key: path.slice(group.length + 1) };
}

export function isSecretValue(value: unknown): value is SecretValue {
  return isRecord(value) && typeof value.secret === 'string';
}

function isGroup(key: string): boolean {
  return (groups as readonly string[]).includes(key);
}

/** What a field can hold. */
export type FieldValue = string | boolean | OpenValue;

/** The profile with one field changed, or taken out by `undefined`; a group that becomes empty goes too. */
export function withField(profile: Profile, path: string, value: FieldValue | undefined): Profile {
  const dot = path.indexOf('.');
  if (dot < 0) return without({ ...profile, [path]: value });
  const group = path.slice(0, dot);
  const held = profile[group];
  const inner = { ...(typeof held === 'object' ? held : {}), [path.slice(dot + 1)]: value };
  const kept = Object.fromEntries(Object.entries(inner).filter(([, each]) => each !== undefined));
  return without({ ...profile, [group]: Object.keys(kept).length > 0 ? kept : undefined } as Profile);
}

/** Undefined means gone. */
function without(profile: Profile): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)) as Profile;
}
