import { dlopen, ptr } from 'bun:ffi';

/** How far the way to the default keyring of the Secret Service goes. */
export type ServiceState = 'no-library' | 'no-bus' | 'no-service' | 'no-keyring' | 'locked' | 'open';

/**
 * Asks libsecret itself, because `Bun.secrets` (1.4.5) gives the same answer for a locked keyring as for a missing
 * entry, and has one error code for all that can go wrong, with messages in the language of the service.
 */
export function serviceState(): ServiceState {
  const library = openLibrary();
  if (library === undefined) return 'no-library';
  const { symbols } = library;
  const service = symbols.secret_service_get_sync(0, null, null);
  if (service === null) return 'no-bus';
  const problem = new BigUint64Array(1);
  const alias = Buffer.from('default\0');
  const keyring = symbols.secret_collection_for_alias_sync(service, ptr(alias), 0, null, ptr(problem));
  if (keyring !== null) return symbols.secret_collection_get_locked(keyring) === 0 ? 'open' : 'locked';
  return problem[0] === 0n ? 'no-keyring' : 'no-service';
}

function openLibrary() {
  try {
    return dlopen('libsecret-1.so.0', {
      secret_service_get_sync: { args: ['i32', 'ptr', 'ptr'], returns: 'ptr' },
      secret_collection_for_alias_sync: { args: ['ptr', 'ptr', 'i32', 'ptr', 'ptr'], returns: 'ptr' },
      secret_collection_get_locked: { args: ['ptr'], returns: 'i32' },
    });
  } catch {
    return undefined;
  }
}
