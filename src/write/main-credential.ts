import { backends } from '../backends/index.ts';
import { isInherited } from '../backends/plain-text.ts';
import { isSecretSetting, type Setting, settingsOf } from '../backends/settings.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Profile } from '../profile/profile.ts';

/**
 * The reference of the credential that a profile’s backend sends before all others: that of a credential field, or
 * of the one secret header when there is no such field.
 * @throws UserError (4) saying why there is none to be had.
 */
export function mainCredential(name: string, profile: Profile): string {
  const settings = settingsOf(profile);
  const credentials = settings.filter(({ path }) => isCredentialField(profile, path));
  const references = credentials.flatMap(referencesOf);
  const [reference] = references.length > 0 ? references : headerReferences(name, settings);
  if (reference !== undefined) return reference;
  const inherited = credentials.find(isInherited);
  throw inherited === undefined
    ? none(
        `${name} has no credential of its own`,
        `${backends[profile.backend].title} finds one in another way, or ${name} needs none`,
      )
    : none(
        `${name} takes the ${inherited.name} that the shell exports`,
        `say where it is kept: cgw edit ${name} --secret ${inherited.path}=env:NAME`,
      );
}

function isCredentialField(profile: Profile, path: string): boolean {
  const { fields } = backends[profile.backend];
  return Object.hasOwn(fields, path) && fields[path]?.kind === 'credential';
}

/** @throws UserError (4) where it cannot be told which header is the one. */
function headerReferences(name: string, settings: readonly Setting[]): string[] {
  const references = settings
    .filter(each => each.path === 'headers' && isSecretSetting(each))
    .flatMap(referencesOf);
  if (references.length < 2) return references;
  throw none(
    `${name} has ${references.length} secret headers and no other credential, so none is the main one`,
    'cgw run and cgw env know all of them',
  );
}

function referencesOf({ parts }: Setting): string[] {
  return parts.flatMap(part => ('reference' in part ? [part.reference] : []));
}

function none(what: string, remedy: string): UserError {
  return new UserError(exitCode.secret, what, remedy);
}
