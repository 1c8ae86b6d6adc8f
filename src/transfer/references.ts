import { fieldOf } from '../backends/index.ts';
import { entriesOf, isSecretValue, type Profile } from '../backends/profile.ts';
import { isBackendId } from '../profile/check.ts';
import { parseReference, type Reference } from '../secrets/reference.ts';

/** A reference of a profile, with its field and as it is written. */
export type Placement = { readonly path: string; readonly text: string; readonly reference: Reference };

/** The references of a profile, field by field; the same one in two fields is two. */
export function placementsIn(profile: Profile): Placement[] {
  return entriesOf(profile).flatMap(({ path, value }) => {
    const text = referenceTextAt(profile.backend, path, value);
    const reference = text === undefined ? undefined : parseReference(text);
    return text === undefined || reference === undefined || 'problem' in reference
      ? []
      : [{ path, text, reference }];
  });
}

/** What stands where a reference belongs; a plain field may hold the same words, a note for one. */
export function referenceTextAt(backend: unknown, path: string, value: unknown): string | undefined {
  if (isSecretValue(value)) return value.secret;
  const field = isBackendId(backend) ? fieldOf(backend, path) : undefined;
  return field?.kind === 'credential' && typeof value === 'string' ? value : undefined;
}
