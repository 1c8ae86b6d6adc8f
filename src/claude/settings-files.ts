import { existsSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readBounded, readBoundedText } from '../base/bounded-read.ts';
import type { Environment, Here } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { claudeFolder, listFolder } from '../base/paths.ts';
import { withoutMark } from '../base/utf8.ts';
import { globalFile } from './global-config.ts';
import { isRestricted } from './modes.ts';
import { wrongKeys } from './settings-schema.ts';

/**
 * The main work tree of the repository that `folder` is in, or undefined. Claude Code takes
 * `.claude/settings.local.json` from there too, also in a linked work tree (observed).
 */
export function gitRoot(folder: string): string | undefined {
  const own = workTree(folder);
  return own !== undefined && statOf(join(own, '.git'))?.isFile() ? mainWorkTree(own) : own;
}

/** The work tree, main or linked, that `folder` is in, or undefined. */
export function workTree(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const git = statOf(join(at, '.git'));
    if (git?.isDirectory() || git?.isFile()) return at;
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

type SettingsScope = 'managed' | 'argument' | 'local' | 'project' | 'user' | 'global';

/** A settings file of Claude Code that exists and that it takes. */
export type SettingsFile = {
  /** `global`: the `env` of the file in which Claude Code keeps sign-ins and folders. */
  readonly scope: SettingsScope;
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
};

/**
 * The settings files that Claude Code reads in this folder, highest first. Left out are those that it does not use: not
 * JSON, or with a key of a wrong type, which costs the whole file (observed).
 * @param environment as Claude Code will see it
 * @param sources what `--setting-sources` names
 */
export function readSettingsFiles(
  io: Here,
  environment: Environment,
  sources: readonly string[] = settingSources,
): SettingsFile[] {
  const global = readGlobal(io, environment);
  const moved = configDirIn(global);
  const user = join(moved ?? claudeFolder(environment, io), 'settings.json');
  const project = join(io.cwd, '.claude', 'settings.json');
  const files: SettingsFile[] = [];
  for (const path of managedFiles(io.platform)) {
    const content = readSettings(path);
    if (content !== undefined) files.push({ scope: 'managed', path, content });
  }
  const add = (scope: SettingsScope, path: string) => {
    const file = sources.includes(scope) ? usedFile(scope, path) : undefined;
    if (file !== undefined) files.push(...(scope === 'user' ? withMoved(file) : [file]));
  };
  if (!isRestricted(environment)) {
    for (const folder of localFolders(io.cwd)) add('local', join(folder, '.claude', 'settings.local.json'));
    // In the home folder the project’s file is the user’s own.
    if (project !== user) add('project', project);
    add('user', user);
  }
  if (global !== undefined) files.push(global);
  return files;
}

/** What `--setting-sources` may name: files of a user. */
const settingSources: readonly string[] = ['user', 'project', 'local'] satisfies SettingsScope[];

/** One that Claude Code takes: a wrong key costs the whole file. */
function usedFile(scope: SettingsScope, path: string): SettingsFile | undefined {
  const content = readSettings(path);
  return content === undefined || wrongKeys(content).length > 0 ? undefined : { scope, path, content };
}

/** Claude Code applies its `env`, of which it takes no lists and objects (observed). */
function readGlobal(io: Here, environment: Environment): SettingsFile | undefined {
  const { path, content } = globalFile(io, environment, 'env') ?? {};
  if (path === undefined || !isRecord(content?.env)) return undefined;
  const env = Object.entries(content.env).filter(([, value]) => /string|number|boolean/.test(typeof value));
  return { scope: 'global', path, content: { env: Object.fromEntries(env) } };
}

/** A user’s file may name another folder: then the file there counts too, and of this one the variables (observed). */
function withMoved(file: SettingsFile): SettingsFile[] {
  const folder = configDirIn(file);
  if (folder === undefined || folder === dirname(file.path)) return [file];
  const moved = usedFile('user', join(folder, 'settings.json'));
  return [moved ?? [], { ...file, content: { env: file.content.env } }].flat();
}

function configDirIn(file: SettingsFile | undefined): string | undefined {
  return file === undefined ? undefined : envEntry(file.content, 'CLAUDE_CONFIG_DIR') || undefined;
}

/** What `--settings` carries, as a settings file. */
export function argumentSettings(content: Readonly<Record<string, unknown>>): SettingsFile {
  return { scope: 'argument', path: '--settings', content };
}

/**
 * The `env` entries of a settings object, as Claude Code makes texts of them. What is an object is no value of a
 * variable, and what is nested may be deeper than can be written.
 */
export function envOf(content: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const env = content.env;
  if (!isRecord(env)) return {};
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, textOf(value)]));
}

/** One entry of them. */
export function envEntry(content: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const env = content.env;
  return isRecord(env) && Object.hasOwn(env, name) ? textOf(env[name]) : undefined;
}

/** More lists in lists than a stack carries; there `String` fails, and with it the variable. */
const mostNested = 1_000;

/** As `String` does it. */
function textOf(value: unknown, level = 0): string {
  if (level > mostNested) return '';
  if (Array.isArray(value))
    return value.map(each => (each === null ? '' : textOf(each, level + 1))).join(',');
  return isRecord(value) ? '[object Object]' : String(value);
}

/** Whether a file comes with the folder, which may not be the user’s own. */
export function isProjects(scope: SettingsScope): boolean {
  return scope === 'project' || scope === 'local';
}

/** What the user’s own files say, wherever Claude Code is started. */
export function userEnv(files: readonly SettingsFile[]): Readonly<Record<string, string>> {
  const own = files.filter(({ scope }) => scope === 'user' || scope === 'global');
  return Object.assign({}, ...own.reverse().map(({ content }) => envOf(content)));
}

/** Where local settings are: the main work tree of the repository wins over the folder itself. */
function localFolders(cwd: string): string[] {
  const root = gitRoot(cwd);
  return root === undefined || root === cwd ? [cwd] : [root, cwd];
}

/** Where an administrator puts settings that nobody can override. */
function managedFiles(platform: NodeJS.Platform): string[] {
  const folder = managedFolder(platform);
  const more = join(folder, 'managed-settings.d');
  const files: string[] = [];
  // An exception for what is usual, that there is none, would cost more.
  for (const file of existsSync(more) ? listFolder(more).sort().reverse() : [])
    if (file.endsWith('.json')) files.push(join(more, file));
  files.push(join(folder, 'managed-settings.json'));
  return files;
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
  const text = readBoundedText(path);
  // As UTF-8 the mark of UTF-16 is no text.
  return text.startsWith('\uFFFD\uFFFD') ? settingsText(readBounded(path)) : withoutMark(text);
}

/** UTF-8, or UTF-16 as PowerShell writes it. */
export function settingsText(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8';
  return withoutMark(bytes.toString(encoding));
}
