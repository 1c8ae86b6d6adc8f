import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, exitCode, UserError } from '../base/errors.ts';
import type { Where } from '../base/io.ts';
import { rememberSecret } from '../base/masking.ts';
import { singleQuoted } from '../base/quoting.ts';
import type { ServiceState } from './secret-service.ts';

/** Why nothing can be asked for a keychain where a desktop has one. */
export const noSession = 'there is no D-Bus session here, as in a container or over SSH';

/**
 * Whether the operating system’s keychain can be expected here, told in no time and without asking it: libsecret finds
 * the session by its address, by the socket in the runtime folder, or starts one on a display.
 * @returns why there is none, or null.
 */
export function keychainMissing({ environment, platform }: Where): string | null {
  if (platform === 'darwin' || platform === 'win32') return null;
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, DISPLAY } = environment;
  if (DBUS_SESSION_BUS_ADDRESS || DISPLAY) return null;
  return XDG_RUNTIME_DIR && existsSync(join(XDG_RUNTIME_DIR, 'bus')) ? null : noSession;
}

/** Under this name the entries stand in the system’s own keychain program. */
const service = 'cgw';

/** Long enough for a person to unlock a keyring, short enough that nothing waits for nobody. */
const patience = 60_000;

/** Windows keeps no longer credential: `CRED_MAX_CREDENTIAL_BLOB_SIZE`, in bytes. */
const longestOnWindows = 2560;

type Deed = 'read' | 'stored' | 'deleted';

/**
 * The value of an entry of the operating system’s keychain, or undefined where there is no such entry.
 * @param limit milliseconds until it counts as one that does not answer; a test has less patience
 * @throws UserError (4) with the reason and what works without a keychain.
 */
export async function readEntry(account: string, limit = patience): Promise<string | undefined> {
  const read = () => Bun.secrets.get({ service, name: account });
  const value = await attempt('read', account, read, limit);
  if (value === null) {
    await requireUnlocked('read', account);
    return undefined;
  }
  rememberSecret(value);
  return value;
}

/**
 * Makes an entry, or replaces its value.
 * @param value not empty, and without NUL: the callers see to that
 * @throws UserError (4) as `readEntry`; then the entry is as it was.
 */
export async function storeEntry(account: string, value: string): Promise<void> {
  rememberSecret(value);
  if (process.platform === 'win32' && Buffer.byteLength(value) > longestOnWindows)
    throw cannot(
      'stored',
      account,
      `Windows keeps at most ${longestOnWindows} bytes in an entry`,
      `shorten the credential, or ${alternatives}`,
    );
  await attempt('stored', account, () => Bun.secrets.set({ service, name: account, value }));
}

/**
 * @returns whether there was such an entry
 * @throws UserError (4) as `readEntry`.
 */
export async function deleteEntry(account: string): Promise<boolean> {
  const remove = () => Bun.secrets.delete({ service, name: account });
  const deleted = await attempt('deleted', account, remove);
  if (!deleted) await requireUnlocked('deleted', account);
  return deleted;
}

/** How an entry is deleted without cgw, for what cgw no longer knows of. */
export function deleteByHand(account: string, platform: NodeJS.Platform = process.platform): string {
  const name = /^[\w./:@+-]+$/.test(account) ? account : singleQuoted(account);
  switch (platform) {
    case 'darwin':
      return `security delete-generic-password -s ${service} -a ${name}`;
    case 'win32':
      return `cmdkey "/delete:${service}/${account}"`;
    default:
      return `secret-tool clear service ${service} account ${name}`;
  }
}

async function attempt<Result>(
  deed: Deed,
  account: string,
  work: () => Promise<Result>,
  limit = patience,
): Promise<Result> {
  let timer: Timer | undefined;
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), limit);
  });
  try {
    const result = await Promise.race([work().then(value => ({ value })), late]);
    if (result !== 'late') return result.value;
  } catch (error) {
    throw await failure(deed, account, error);
  } finally {
    clearTimeout(timer);
  }
  throw cannot(deed, account, ...troubles.silent);
}

/** What the Secret Service says of a locked keyring is “no such entry”, so it is asked again, which of the two. */
async function requireUnlocked(deed: Deed, account: string): Promise<void> {
  if ((await stateHere()) === 'locked') throw cannot(deed, account, ...troubles.locked);
}

/** macOS and Windows have a keychain always. The way to libsecret is loaded only when it is needed. */
async function stateHere(): Promise<ServiceState> {
  if (process.platform === 'darwin' || process.platform === 'win32') return 'open';
  return (await import('./secret-service.ts')).serviceState();
}

async function failure(deed: Deed, account: string, error: unknown): Promise<UserError> {
  const code = errorCode(error) ?? '';
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (known !== undefined) return cannot(deed, account, ...troubles[known]);
  const message = error instanceof Error ? error.message : String(error);
  // To ask such a service for its state would hang, too.
  if (message.endsWith(timedOut)) return cannot(deed, account, ...troubles.silent);
  const state = await stateHere();
  if (state !== 'open') return cannot(deed, account, ...troubles[state]);
  return cannot(deed, account, `the keychain says: ${oneLine(message)}`, `instead, ${alternatives}`);
}

function cannot(deed: Deed, account: string, reason: string, remedy: string): UserError {
  return new UserError(exitCode.secret, `the keychain entry ${account} cannot be ${deed}: ${reason}`, remedy);
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Where else a credential can be, with a line for each of the usual stores. */
const alternatives = [
  'keep the credential elsewhere: env:NAME, file:PATH (mode 0600), or what a program prints, such as',
  [
    "'cmd:pass show litellm'",
    "'cmd:op read op://vault/litellm/key'",
    "'cmd:vault kv get -field=key secret/litellm'",
    "'cmd:aws secretsmanager get-secret-value --secret-id litellm --query SecretString --output text'",
    "'cmd:gcloud secrets versions access latest --secret=litellm'",
  ].join(', '),
].join(' ');

type Trouble = Exclude<ServiceState, 'open'> | 'silent' | 'dismissed' | 'denied' | 'unattended';

const troubles: { readonly [Each in Trouble]: readonly [reason: string, remedy: string] } = {
  'no-library': ['libsecret is not installed here', `install it (libsecret-1-0), or ${alternatives}`],
  'no-bus': [noSession, alternatives],
  'no-service': ['no keyring service (GNOME Keyring, KWallet, KeePassXC) answers here', alternatives],
  'no-keyring': [
    'the keyring service has no keyring yet, and could not make one',
    `make one in its own program, or ${alternatives}`,
  ],
  locked: [
    'the keyring is locked, and nobody unlocked it',
    `unlock it in its own program, or ${alternatives}`,
  ],
  silent: ['the keychain does not answer', `unlock it in its own program, or ${alternatives}`],
  dismissed: ['the question for access was dismissed', `try again and allow it, or ${alternatives}`],
  denied: ['the keychain refuses access', `allow cgw in its own program, or ${alternatives}`],
  unattended: [
    'the keychain wants to ask, and nobody can be asked here, as over SSH',
    `unlock it on the machine itself, or ${alternatives}`,
  ],
};

/** How `Bun.secrets` says that D-Bus waited in vain: `G_IO_ERROR_TIMED_OUT`, after 50 s. */
const timedOut = '(code: 24)';

/** The errors that `Bun.secrets` has a code for; macOS and Windows give them (Bun 1.4.5). */
const codes: { readonly [code: string]: Trouble } = {
  ERR_SECRETS_USER_CANCELED: 'dismissed',
  ERR_SECRETS_ACCESS_DENIED: 'denied',
  ERR_SECRETS_AUTH_FAILED: 'denied',
  ERR_SECRETS_INTERACTION_NOT_ALLOWED: 'unattended',
  ERR_SECRETS_INTERACTION_REQUIRED: 'unattended',
};
