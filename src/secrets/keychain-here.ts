import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../base/io.ts';

/** Why nothing can be asked for a keychain where a desktop has one. */
export const noSession = 'there is no D-Bus session here, as in a container or over SSH';

/**
 * Whether the operating system’s keychain can be expected here, told in no time and without asking it: libsecret finds
 * the session by its address, by the socket in the runtime folder, or starts one on a display.
 * @returns why there is none, or null.
 */
export function keychainMissing({
  environment,
  platform,
}: Pick<Io, 'environment' | 'platform'>): string | null {
  if (platform === 'darwin' || platform === 'win32') return null;
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, DISPLAY } = environment;
  if (DBUS_SESSION_BUS_ADDRESS || DISPLAY) return null;
  return XDG_RUNTIME_DIR && existsSync(join(XDG_RUNTIME_DIR, 'bus')) ? null : noSession;
}
