import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { exitCode, UserError } from '../errors.ts';
import { errorCode, type Io } from '../io.ts';
import { readConfig } from './file.ts';
import { withLock } from './lock.ts';
import { configFile, configFolder } from './paths.ts';
import { type Config, emptyConfig } from './profile.ts';
import { parseConfig } from './schema.ts';

/** Everything this module puts beside `config.json` while it works, so that a later write can sweep it. */
const names = { backup: 'config.json.bak', temporary: 'config.json.tmp-', lock: 'config.lock' } as const;

/**
 * Changes the config: one process at a time, whole or not at all, with the content of before kept in
 * `config.json.bak`. What is there must be valid, and so must what `change` makes of it.
 * @throws UserError (3) and leaves everything as it was.
 */
export async function updateConfig(io: Io, change: (config: Config) => Config): Promise<void> {
  const folder = configFolder(io);
  const path = configFile(io);
  makeFolder(folder);
  await readConfig(io);
  withLock(join(folder, names.lock), () => {
    const before = readWhole(path);
    const after = change(before);
    parseConfig(path, after);
    sweep(folder);
    backUp(folder, path);
    write(folder, after);
  });
}

/** The full read, for commands that show or change profiles. */
export async function readWholeConfig(io: Io): Promise<Config> {
  const config = await readConfig(io);
  return parseConfig(configFile(io), config);
}

function readWhole(path: string): Config {
  return existsSync(path) ? parseConfig(path, open(path).store) : emptyConfig;
}

function open(path: string): Conf<Record<string, unknown>> {
  return new Conf<Record<string, unknown>>({
    cwd: join(path, '..'),
    configName: 'config',
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: value => `${JSON.stringify(value, undefined, 2)}\n`,
  });
}

function write(folder: string, config: Config): void {
  try {
    open(join(folder, 'config.json')).store = { ...config };
  } catch (error) {
    throw notWritable(folder, error);
  }
}

function makeFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
  } catch (error) {
    throw notWritable(folder, error);
  }
}

function backUp(folder: string, path: string): void {
  if (!existsSync(path)) return;
  const temporary = join(folder, `${names.temporary}bak`);
  copyFileSync(path, temporary);
  chmodSync(temporary, 0o600);
  renameSync(temporary, join(folder, names.backup));
}

/** Left by a write that was killed. */
function sweep(folder: string): void {
  for (const file of readdirSync(folder))
    if (file.startsWith(names.temporary)) rmSync(join(folder, file), { force: true });
}

function notWritable(folder: string, error: unknown): UserError {
  return new UserError(
    exitCode.invalid,
    `${folder} cannot be written (${errorCode(error) ?? String(error)})`,
    'check its permissions, or point CGW_CONFIG_DIR elsewhere',
  );
}
