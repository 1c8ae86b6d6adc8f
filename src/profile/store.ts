import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Conf from 'conf';
import { isUnsupported, moveOver, removeScratch, writeAtomically } from '../base/atomic-write.ts';
import { notWritable } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { whileLocked } from '../base/lock.ts';
import { asStored, type Config } from './config.ts';
import { backupName, configText, readConfig, readForChange, requireSound } from './file.ts';
import { makeFolder, makeOwnFolder } from './own-folders.ts';
import { configFile, configFolder } from './paths.ts';

/** What this module puts beside `config.json`. */
const names = { backup: backupName, lock: 'config.lock' } as const;

/**
 * Changes the config: one process at a time, whole or not at all, with the content of before kept in
 * `config.json.bak`. The outline of what is there must be valid, and so must all that `change` makes of it; profiles
 * that are invalid already may stay exactly as they are.
 * @throws UserError (3) when that is not so, (1) when it cannot be written; then everything is as it was.
 */
export async function updateConfig(io: Io, change: (config: Config) => Config): Promise<void> {
  await whileConfigLocked(io, async (config, save) => save(change(config)));
}

/**
 * Work that no other cgw may change the config during, for what has to stay in step with it.
 * @param work gets the config as it is, and what writes another one, as `updateConfig`
 * @throws UserError as `updateConfig`, and what `work` throws.
 */
export async function whileConfigLocked<Result>(
  io: Io,
  work: (config: Config, save: (config: Config) => void) => Promise<Result>,
): Promise<Result> {
  const folder = configFolder(io);
  const path = configFile(io);
  try {
    makeFolder(folder);
  } catch (error) {
    throw notWritable(folder, error, elsewhere);
  }
  await readConfig(io);
  return whileLocked(
    join(folder, names.lock),
    async () => {
      // Loaded here: most commands only read.
      const { default: Store } = await import('conf');
      const { bytes, config } = await readForChange(path);
      return work(config, after => write(Store, path, { bytes, config }, after));
    },
    () => io.err('cgw: waits for another cgw that is changing the config, or asks the keychain for it\n'),
  );
}

/**
 * Puts another config in the place of what is there, which may be damaged.
 * @param before what was there when the change began
 * @returns false where something else is there by now
 */
export async function replaceConfig(io: Io, before: string | undefined, after: Config): Promise<boolean> {
  return whileLocked(
    join(configFolder(io), names.lock),
    async () => {
      if (configText(configFile(io)) !== before) return false;
      const { default: Store } = await import('conf');
      try {
        replace(Store, configFile(io), before === undefined ? undefined : Buffer.from(before), after);
      } catch (error) {
        throw notWritable(configFolder(io), error, elsewhere);
      }
      return true;
    },
    () => io.err('cgw: waits for another cgw that is changing the config\n'),
  );
}

/** What was read before a change. */
type Before = { readonly bytes: Buffer | undefined; readonly config: Config };

function write(Store: typeof Conf, path: string, before: Before, after: Config): void {
  requireSound(path, before.config, after);
  const folder = dirname(path);
  try {
    makeOwnFolder(folder);
    replace(Store, path, before.bytes, after);
  } catch (error) {
    throw notWritable(folder, error, elsewhere);
  }
}

function open(Store: typeof Conf, path: string): Conf<Record<string, unknown>> {
  return new Store<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path),
    fileExtension: '',
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize,
  });
}

function serialize(config: object): string {
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/**
 * Written beside the file, read back, then moved into its place. conf alone is not enough: it writes in place
 * inside a snap (`$SNAP`), and takes half a file for a whole one when the disk is full.
 */
function replace(Store: typeof Conf, path: string, before: Buffer | undefined, after: Config): void {
  const config = asStored(after);
  // The config may be a link into a folder of dotfiles: the link stays, the file it names is replaced.
  const target = existsSync(path) ? realpathSync(path) : path;
  for (const file of new Set([path, target])) sweep(file);
  const scratch = temporary(target, 'new');
  try {
    writeConfig(Store, scratch, config);
    if (readFileSync(scratch, 'utf8') !== serialize(config)) throw new Error('is the disk full?');
    // Only now, so that what fails does not cost the backup that is there.
    if (before !== undefined)
      writeAtomically(join(dirname(path), names.backup), before, { scratch: temporary(path, 'bak') });
    moveOver(scratch, target);
  } catch (error) {
    // conf removes its own a moment after this process has ended.
    sweep(target);
    throw error;
  }
}

/** conf insists on permissions and on a promise that survives a power failure, which not every file system can give. */
function writeConfig(Store: typeof Conf, file: string, config: Config): void {
  try {
    open(Store, file).store = { ...config };
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    sweep(file);
    writeAtomically(file, serialize(config));
  }
}

/** conf puts its own name behind this one, so that `sweep` finds both. */
function temporary(path: string, what: string): string {
  return `${path}.tmp-${what}`;
}

/** Removes what a write that was killed has left. */
function sweep(path: string): void {
  const folder = dirname(path);
  const left = temporary(basename(path), '');
  for (const file of readdirSync(folder)) if (file.startsWith(left)) removeScratch(join(folder, file));
}

/** Where the config can be as well. */
const elsewhere = 'point CGW_CONFIG_DIR elsewhere';
