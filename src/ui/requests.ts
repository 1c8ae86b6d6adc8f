import { shells } from '../env/shells/index.ts';
import { ownAccounts } from '../profile/keychain-entries.ts';
import { ownSecretFiles } from '../profile/secret-files.ts';
import type { PickerRow } from './picker-rows.ts';
import type { Snapshot } from './snapshot.ts';
import type { ChangeRequest } from './state.ts';

/** The default becomes this one; where it is that already, there is none any more. */
export function defaultRequest({ name, default: isDefault }: PickerRow): ChangeRequest {
  return {
    request: 'change',
    change: isDefault ? { change: 'default' } : { change: 'default', name },
    done: isDefault ? 'there is no default now' : `${name} is the default now`,
  };
}

/** @param keepSecrets whether the keychain entries and files stay that nothing else uses. */
export function deleteRequest({ name }: PickerRow, keepSecrets = false): ChangeRequest {
  return {
    request: 'change',
    change: { change: 'remove', name },
    ...(keepSecrets ? { keepSecrets } : {}),
    done: `deleted ${name}; config.json.bak beside the config still has it`,
  };
}

/**
 * What the question says of the credentials that go along with a profile: its own keychain entries and files. Nothing
 * where there are none.
 */
export function ownSecretsText(
  { config, madeEntries, secretsFolder, home }: Snapshot,
  { name }: PickerRow,
): string {
  const accounts = ownAccounts(config, name, madeEntries);
  const files = ownSecretFiles(config, name, secretsFolder).map(file => file.replace(home, '~'));
  const all = [
    ...(accounts.length > 0
      ? [`the keychain ${accounts.length === 1 ? 'entry' : 'entries'} ${accounts.join(', ')}`]
      : []),
    ...(files.length > 0 ? [`the ${files.length === 1 ? 'file' : 'files'} ${files.join(', ')}`] : []),
  ].join(' and ');
  return all === '' ? '' : `T${all.slice(1)} would go along.`;
}

/** What would name nothing any more without this profile. */
export function referrersTo({ default: isDefault, roles }: PickerRow): string[] {
  return [...(isDefault ? ['the default'] : []), ...roles.map(role => `@${role}`)];
}

/** The line that switches a shell to a profile. */
export function switchLine({ shell }: Snapshot, name: string): string {
  return shells[shell].usage(`cgw env ${name}`);
}
