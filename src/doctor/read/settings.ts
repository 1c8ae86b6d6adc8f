import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment, Io } from '../../base/io.ts';
import { asRecord, parseObject } from '../../base/json.ts';
import { lineIn, syntaxProblem } from '../../base/json-syntax.ts';
import { claudeFolder } from '../../base/paths.ts';
import { excerpt } from '../../base/terminal-text.ts';
import { namedAgents } from '../../claude/agents.ts';
import {
  gitRoot,
  readSettingsFiles,
  readSettingsText,
  type SettingsFile,
} from '../../claude/settings-files.ts';
import { wrongKeys } from '../../claude/settings-schema.ts';
import { placeOf } from '../../write/place.ts';
import { digestOf, readRecord } from '../../write/undo-record.ts';
import type { BrokenSettings, SettingsRead, Written } from '../situation.ts';

/** What `cgw write` put into a settings file and still stands there as it wrote it. */
function writtenIn({ scope, path, content }: SettingsFile, io: Io): Written | null {
  if (scope !== 'user' && scope !== 'project' && scope !== 'local') return null;
  try {
    const record = readRecord(placeOf(scope, path, io), io);
    if (record === undefined) return null;
    const env = asRecord(content.env);
    const values = { apiKeyHelper: content.apiKeyHelper, ...prefixed(env) };
    const entries = Object.entries(values).filter(
      ([name, value]) => value !== undefined && record.written[name]?.includes(digestOf(value)),
    );
    return { profile: record.profile, entries: entries.map(([name]) => name) };
  } catch {
    // A damaged record is what `cgw write` complains about.
    return null;
  }
}

function prefixed(env: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [`env.${name}`, value]));
}

/** The settings files in force, with their text, and those that Claude Code cannot use. */
export function readSettings(environment: Environment, io: Io): SettingsRead {
  const files = readSettingsFiles(io, environment).map(file => ({
    ...file,
    text: textAt(file.path) ?? '',
    written: writtenIn(file, io),
  }));
  const read = new Set(files.map(({ path }) => path));
  const broken = ownPlaces(environment, io)
    .filter(path => !read.has(path))
    .flatMap(brokenAt);
  return { files, broken, agents: namedAgents(files, io, environment) };
}

/** The user’s and the project’s; what an administrator’s tool writes is not the user’s to fix. */
function ownPlaces(environment: Environment, io: Io): string[] {
  const root = gitRoot(io.cwd) ?? io.cwd;
  const places = [
    join(claudeFolder(environment, io), 'settings.json'),
    join(io.cwd, '.claude', 'settings.json'),
    join(io.cwd, '.claude', 'settings.local.json'),
    join(root, '.claude', 'settings.local.json'),
  ];
  return [...new Set(places)];
}

function brokenAt(path: string): BrokenSettings[] {
  const text = textAt(path);
  // An empty file says nothing, and Claude Code does not mind it (observed).
  if (text === undefined || text.trim() === '') return [];
  const content = parseObject(text);
  if (content !== undefined) return brokenTypes(path, text, content);
  const reason = syntaxProblem(text);
  const line = /line (\d+)/.exec(reason)?.[1];
  const fault =
    line === undefined
      ? { line: 1, reason: 'it is JSON, but not an object' }
      : { line: Number(line), reason };
  return [{ path, why: 'json', faults: [fault] }];
}

function brokenTypes(
  path: string,
  text: string,
  content: Readonly<Record<string, unknown>>,
): BrokenSettings[] {
  const faults = wrongKeys(content).map(({ keys, wanted }) => ({
    line: lineIn(text, keys),
    reason: `${excerpt(keys.join('.'))} must be ${wanted}`,
  }));
  return faults.length === 0 ? [] : [{ path, why: 'type', faults }];
}

/** Of a plain file only: a pipe or a device would be waited for. */
function textAt(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readSettingsText(path) : undefined;
  } catch {
    return undefined;
  }
}
