import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { makeFolder, makeOwnFolder } from './own-folder.ts';
import { configFolder, stateFolder } from './paths.ts';

/*
 * Which keychain entries cgw made for which config: there is one keychain for all the configs of a user, and a config
 * may be a copy of another. A file for each entry says it, in the state folder. Where nothing is known, an entry is
 * somebody else’s, and stays.
 */

type Where = Pick<Io, 'environment' | 'platform'>;

function folder(where: Where): string {
  return join(stateFolder(where), 'keychain');
}

function fileFor(account: string, where: Where): string {
  const name = new Bun.CryptoHasher('sha256').update(account).digest('hex').slice(0, 32);
  return join(folder(where), `${name}.json`);
}

/** The accounts of the entries that were made for the config in use. */
export function madeEntries(where: Where): ReadonlySet<string> {
  const own = resolve(configFolder(where));
  return new Set(
    filesIn(folder(where)).flatMap(file => {
      const { account, config } = contentOf(join(folder(where), file));
      return typeof account === 'string' && config === own ? [account] : [];
    }),
  );
}

function filesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function contentOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}

/** Notes that an entry was made for the config in use. Where that cannot be noted, the entry stays for good. */
export function noteMade(account: string, where: Where): void {
  const content = { account, config: resolve(configFolder(where)) };
  try {
    makeOwnFolder(stateFolder(where));
    makeFolder(folder(where));
    writeFileSync(fileFor(account, where), `${JSON.stringify(content)}\n`, { mode: 0o600 });
  } catch {
    // As said.
  }
}

/** Notes that an entry is gone. */
export function forgetMade(account: string, where: Where): void {
  try {
    rmSync(fileFor(account, where), { force: true });
  } catch {
    // The next one of that name is noted anew.
  }
}
