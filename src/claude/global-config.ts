import { join } from 'node:path';
import { mostBytes, readBounded } from '../base/bounded-read.ts';
import type { Environment, Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { homeFolder } from '../base/paths.ts';

/** It grows with every folder and every session. */
const mostOfGlobal = 64 * mostBytes;

/** What Claude Code keeps of folders and sign-ins, among much else; undefined where there is nothing. */
export function globalSettings(
  io: Io,
  { CLAUDE_CONFIG_DIR: configDir }: Environment,
): Readonly<Record<string, unknown>> | undefined {
  const read = (path: string) => {
    try {
      return parseObject(readBounded(path, mostOfGlobal).toString('utf8'));
    } catch {
      return undefined;
    }
  };
  return (
    read(join(configDir || join(homeFolder(io), '.claude'), '.config.json')) ??
    read(join(configDir || homeFolder(io), '.claude.json'))
  );
}
