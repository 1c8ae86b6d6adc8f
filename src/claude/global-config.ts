import { join } from 'node:path';
import { maxFileBytes, readBounded } from '../base/bounded-read.ts';
import type { Environment, Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { homeFolder } from '../base/paths.ts';

/** It grows with every folder and every session. */
const mostOfGlobal = 64 * maxFileBytes;

/**
 * What Claude Code keeps of folders and sign-ins, among much else; undefined where there is nothing.
 * @param wanted the only key that is asked for: a file without it, which may be long, is not parsed
 */
export function globalSettings(
  io: Io,
  { CLAUDE_CONFIG_DIR: configDir }: Environment,
  wanted?: string,
): Readonly<Record<string, unknown>> | undefined {
  const read = (path: string) => {
    try {
      const bytes = readBounded(path, mostOfGlobal);
      return wanted === undefined || bytes.includes(wanted) ? parseObject(bytes.toString('utf8')) : {};
    } catch {
      return undefined;
    }
  };
  return (
    read(join(configDir || join(homeFolder(io), '.claude'), '.config.json')) ??
    read(join(configDir || homeFolder(io), '.claude.json'))
  );
}
