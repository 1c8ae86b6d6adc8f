import { shells } from '../env/shells/index.ts';
import { ownAccounts } from '../profile/keychain-entries.ts';
import type { Catalog } from './catalog.ts';
import type { PickerRow } from './picker-rows.ts';
import type { ChangeRequest } from './state.ts';

/** The default becomes this one; where it is that already, there is none any more. */
export function defaultRequest({ name, default: isDefault }: PickerRow): ChangeRequest {
  return {
    request: 'change',
    change: isDefault ? { change: 'default' } : { change: 'default', name },
    done: isDefault ? 'there is no default now' : `${name} is the default now`,
  };
}

/** @param keepSecrets whether the keychain entries stay that nothing else uses. */
export function deleteRequest({ name }: PickerRow, keepSecrets = false): ChangeRequest {
  return {
    request: 'change',
    change: { change: 'remove', name },
    ...(keepSecrets ? { keepSecrets } : {}),
    done: `deleted ${name}; config.json.bak beside the config still has it`,
  };
}

/** The keychain entries that go along with a profile: those of its own. */
export function ownEntries({ config, madeEntries }: Catalog, { name }: PickerRow): string[] {
  return ownAccounts(config, name, madeEntries);
}

/** What the question says of them; nothing where there are none. */
export function ownEntriesText(accounts: readonly string[]): string {
  const entries = accounts.length === 1 ? 'entry' : 'entries';
  return accounts.length === 0 ? '' : `The keychain ${entries} ${accounts.join(', ')} would go along.`;
}

/** What would name nothing any more without this profile. */
export function referrersTo({ default: isDefault, roles }: PickerRow): string[] {
  return [...(isDefault ? ['the default'] : []), ...roles.map(role => `@${role}`)];
}

/** The line that switches a shell to a profile. */
export function switchLine({ shell }: Catalog, name: string): string {
  return shells[shell].usage(`cgw env ${name}`);
}
