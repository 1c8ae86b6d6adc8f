import { exitCode, UserError } from '../base/errors.ts';
import { placeholderWord } from '../secrets/reference.ts';
import { backends, fieldOf } from './index.ts';
import type { Profile } from './profile.ts';
import { profileFields } from './profile.ts';
import { settingsOf } from './settings.ts';

/**
 * The reference of the credential that a profile’s backend sends before all others: that of a credential field, or
 * of the one secret header when there is no such field, or a word in it that servers ignore.
 * @throws UserError (4) saying why there is none to be had.
 */
export function mainCredential(name: string, profile: Profile): string {
  const credentials = profileFields(profile).flatMap(({ path, value }) => {
    const field = fieldOf(profile.backend, path);
    return field?.kind === 'credential' ? [{ path, variable: field.variable, value: String(value) }] : [];
  });
  const own = credentials.filter(({ value }) => value !== 'inherit' && value !== 'empty');
  const secret = own.find(({ value }) => placeholderWord(value) === undefined);
  const reference = secret?.value ?? headerReference(name, profile) ?? own[0]?.value;
  if (reference !== undefined) return reference;
  const inherited = credentials.find(({ value }) => value === 'inherit');
  throw inherited === undefined
    ? none(
        `${name} has no credential of its own`,
        `${backends[profile.backend].title} finds one in another way, or ${name} needs none`,
      )
    : none(
        `${name} takes the ${inherited.variable} that the shell exports`,
        `say where it is kept: cgw edit ${name} --secret ${inherited.path}=env:NAME`,
      );
}

/** @throws UserError (4) where it cannot be told which header is the one. */
function headerReference(name: string, profile: Profile): string | undefined {
  const references = settingsOf(profile)
    .filter(({ path }) => path === 'headers')
    .flatMap(({ parts }) => parts.flatMap(part => ('reference' in part ? [part.reference] : [])));
  if (references.length < 2) return references[0];
  throw none(
    `${name} has ${references.length} secret headers and no other credential, so none is the main one`,
    'cgw run and cgw env know all of them',
  );
}

function none(what: string, remedy: string): UserError {
  return new UserError(exitCode.secret, what, remedy);
}
