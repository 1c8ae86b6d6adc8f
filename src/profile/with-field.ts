import type { OpenValue, Profile } from '../backends/profile.ts';

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
