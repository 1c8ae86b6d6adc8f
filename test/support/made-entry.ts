import { noteMade } from '../../src/profile/keychain-entries.ts';
import type { Home } from './home.ts';

/** As if cgw had made an entry for the config of a home: it goes along with its profile. */
export function madeIn({ path }: Home, account: string): void {
  noteMade(account, { environment: { HOME: path }, platform: process.platform });
}
