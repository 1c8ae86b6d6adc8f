import { existsSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { homeFolder } from '../base/paths.ts';

/**
 * The main work tree of the repository that `folder` is in, or undefined. Claude Code takes
 * `.claude/settings.local.json` from there too, also in a linked work tree (observed).
 */
export function gitRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const git = statOf(join(at, '.git'));
    if (git?.isDirectory()) return at;
    if (git?.isFile()) return mainWorkTree(at);
    if (dirname(at) === at) return undefined;
  }
}

/** Undefined also for what may not be looked at: then Claude Code cannot read it either. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A linked work tree has a `.git` file, which leads to the `.git` folder of the main one. */
function mainWorkTree(folder: string): string {
  try {
    const [, target] = /^gitdir: (.+)$/m.exec(readBounded(join(folder, '.git')).toString('utf8')) ?? [];
    const own = resolve(folder, target ?? '.git');
    return dirname(resolve(own, readBounded(join(own, 'commondir')).toString('utf8').trim()));
  } catch {
    // A submodule has no such file: it is its own main work tree.
    return folder;
  }
}

type SettingsScope = 'managed' | 'argument' | 'local' | 'project' | 'user';

/** A settings file of Claude Code that exists and is readable JSON. */
export type SettingsFile = {
  readonly scope: SettingsScope;
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
};

/**
 * The settings files that Claude Code reads in this folder, highest first. Files that are missing or not
 * JSON are left out: Claude Code does not use them either.
 * @param configDir `CLAUDE_CONFIG_DIR` as Claude Code will see it.
 */
export function readSettingsFiles(
  io: Pick<Io, 'environment' | 'cwd' | 'platform'>,
  configDir: string | undefined,
): SettingsFile[] {
  const user = configDir || join(homeFolder(io), '.claude');
  const places: (readonly [SettingsScope, string])[] = [
    ...managedFiles(io.platform).map(path => ['managed', path] as const),
    ...localFolders(io.cwd).map(folder => ['local', join(folder, '.claude', 'settings.local.json')] as const),
    ['project', join(io.cwd, '.claude', 'settings.json')],
    ['user', join(user, 'settings.json')],
  ];
  const files: SettingsFile[] = [];
  for (const [scope, path] of places) {
    // In the home folder the project’s file is the user’s own.
    if (scope === 'project' && path === join(user, 'settings.json')) continue;
    const content = readSettings(path);
    if (content !== undefined) files.push({ scope, path, content });
  }
  return files;
}

/**
 * The `env` entries of a settings object; numbers and switches are written as JSON does. What is nested is no value of
 * a variable, and it may be deeper than can be written.
 */
export function envOf(content: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const env = content.env;
  if (!isRecord(env)) return {};
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? '[object Object]' : String(value),
    ]),
  );
}

/** Where local settings are: the main work tree of the repository wins over the folder itself. */
function localFolders(cwd: string): string[] {
  const root = gitRoot(cwd);
  return root === undefined || root === cwd ? [cwd] : [root, cwd];
}

/** Where an administrator puts settings that nobody can override. */
function managedFiles(platform: NodeJS.Platform): string[] {
  const folder = managedFolder(platform);
  const single = join(folder, 'managed-settings.json');
  try {
    const more = join(folder, 'managed-settings.d');
    const files = readdirSync(more).filter(file => file.endsWith('.json'));
    return [
      ...files
        .sort()
        .reverse()
        .map(file => join(more, file)),
      single,
    ];
  } catch {
    return [single];
  }
}

function managedFolder(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return '/Library/Application Support/ClaudeCode';
  return platform === 'win32' ? 'C:\\Program Files\\ClaudeCode' : '/etc/claude-code';
}

function readSettings(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // An exception for what is usual, that there is none, would cost more.
    if (!existsSync(path)) return undefined;
    const parsed: unknown = JSON.parse(readSettingsText(path));
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a settings file as Claude Code decodes it. */
export function readSettingsText(path: string): string {
  return settingsText(readBounded(path));
}

/** UTF-8, or UTF-16 as PowerShell writes it. */
export function settingsText(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return bytes.toString(encoding).replace(/^\uFEFF/, '');
}
