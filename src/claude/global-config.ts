import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { maxFileBytes, readBoundedText } from '../base/bounded-read.ts';
import type { Environment, Here } from '../base/io.ts';
import { isText, parseObject } from '../base/json.ts';
import { claudeFolder, homeFolder } from '../base/paths.ts';
import { withoutMark } from '../base/utf8.ts';

/** It grows with every folder and every session. */
const mostOfGlobal = 64 * maxFileBytes;

/** The file in which Claude Code keeps folders and sign-ins, among much else. */
type GlobalFile = { readonly path: string; readonly content: Readonly<Record<string, unknown>> };

/**
 * Undefined where there is none that it can use.
 * @param wanted the only key that is asked for: a file without it, which may be long, is not parsed
 */
export function globalFile(io: Here, environment: Environment, wanted?: string): GlobalFile | undefined {
  const read = (path: string): GlobalFile | undefined => {
    try {
      // An exception for what is usual, that there is none, would cost more.
      if (!existsSync(path)) return undefined;
      const text = textIn(path);
      const content = wanted === undefined || text.includes(`"${wanted}"`) ? parseObject(text) : {};
      return content && { path, content };
    } catch {
      return undefined;
    }
  };
  const [legacy, usual] = placesOf(io, environment);
  return read(legacy) ?? read(usual);
}

/** Whether there is a key of `/login`, for who asks nothing else and often. */
export function hasStoredKey(io: Here, environment: Environment): boolean {
  return isText(globalFile(io, environment, 'primaryApiKey')?.content.primaryApiKey);
}

/** The one that Claude Code finds damaged: then it does not start (observed on 2.1.332, 2026-11-29). An empty one is none. */
export function damagedGlobalFile(io: Here, environment: Environment): string | undefined {
  const path = placesOf(io, environment).find(each => existsSync(each));
  if (path === undefined) return undefined;
  try {
    const text = textIn(path);
    return text.trim() === '' || parseObject(text) !== undefined ? undefined : path;
  } catch {
    return undefined;
  }
}

function placesOf(here: Here, environment: Environment): [string, string] {
  return [
    join(claudeFolder(environment, here), '.config.json'),
    join(resolve(here.cwd, environment.CLAUDE_CONFIG_DIR || homeFolder(here)), '.claude.json'),
  ];
}

/** Always UTF-8, in contrast to settings. */
function textIn(path: string): string {
  return withoutMark(readBoundedText(path, mostOfGlobal));
}
