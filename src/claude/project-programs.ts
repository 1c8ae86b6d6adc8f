import { basename, dirname, join, relative, resolve } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import { errorCode } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { asRecord, isRecord, parseObject } from '../base/json.ts';
import { foldersAbove, homeFolder, isFolder, listFolder, realPath } from '../base/paths.ts';
import { actingSettings, gitFiles } from './git-programs.ts';
import { gitRoot, settingsText } from './settings-files.ts';

/** What of a project’s files can start programs. */
export type ProgramKind =
  | 'hooks'
  | 'statusLine'
  | 'subagentStatusLine'
  | 'fileSuggestion'
  | 'enabledPlugins'
  | 'allow'
  | 'sandbox'
  | 'variables'
  | 'git'
  | 'mcp'
  | 'skill'
  | 'agent'
  | 'skillPlugin'
  | 'unknown'
  | 'worktree';

type Kind = {
  /** As people call it; the names of what was found stand behind it. */
  readonly title: string;
  /** With `-p` it runs in a folder that nobody has trusted; without, Claude Code asks about the folder before. */
  readonly unasked: boolean;
};

/**
 * Observed on Claude Code 2.1.332, 2026-11-29. Helpers for credentials and headers are missing here: the overlay of
 * every launch takes them out.
 */
export const programKinds = {
  hooks: { title: 'hooks', unasked: true },
  mcp: { title: 'MCP servers', unasked: true },
  // A local file’s tools, and every file’s mode for edits: both count in a folder that nobody has trusted, as the next two do.
  allow: { title: 'tools that need no question:', unasked: true },
  sandbox: { title: 'a sandbox in which commands need no question', unasked: true },
  variables: { title: 'variables by which other programs run:', unasked: true },
  git: { title: 'programs that git runs when somebody only looks:', unasked: true },
  // Run when the session uses them, which the model may decide.
  skill: { title: 'shell lines, hooks or allowed tools of', unasked: true },
  statusLine: { title: 'a status line', unasked: false },
  // Read in its program, not seen.
  subagentStatusLine: { title: 'a status line for subagents', unasked: false },
  fileSuggestion: { title: 'a program that suggests files', unasked: false },
  enabledPlugins: { title: 'plugins', unasked: false },
  agent: { title: 'hooks or MCP servers of', unasked: false },
  skillPlugin: { title: 'a plugin in', unasked: false },
  unknown: { title: 'unknown, because it cannot be read:', unasked: true },
  worktree: { title: 'what a new work tree holds (--worktree)', unasked: true },
} as const satisfies Record<ProgramKind, Kind>;

/** A file of a project that can start programs, and what in it does. */
export type ProgramFile = {
  readonly path: string;
  readonly programs: readonly { readonly kind: ProgramKind; readonly names: readonly string[] }[];
  /** Of its content; undefined where it is not known, so that nobody can have agreed to it. */
  readonly hash: string | undefined;
};

type Programs = ProgramFile['programs'];

/** More files than any project has of them. */
const mostFiles = 2_000;
const mostDepth = 8;

/**
 * The files that decide what Claude Code starts in this folder, but for the user’s own. Some are looked for in every
 * folder above, too, as Claude Code does (observed).
 * @param environment as Claude Code will see it.
 * @param added what `--add-dir` names: its skills, commands, agents and the plugins that its settings enable count, too.
 */
export function projectPrograms(
  io: Io,
  environment: Environment,
  added: readonly string[] = [],
): ProgramFile[] {
  const home = realPath(homeFolder(io));
  const own = realPath(environment.CLAUDE_CONFIG_DIR || join(home, '.claude'));
  const root = gitRoot(io.cwd);
  const found = new Map<string, ProgramFile>();
  const look = (path: string, programsIn: (text: string) => Programs, relevant?: Relevant): void => {
    const file = programFile(path, programsIn, relevant);
    if (file !== undefined && file.programs.length > 0) found.set(path, file);
  };
  const budget = { files: mostFiles };
  const lookBelow = (folder: string, lookAt: (path: string) => void): void => {
    for (const path of filesIn(folder, mostDepth, budget)) lookAt(path);
    if (budget.files <= 0) found.set(folder, unknownFile(folder));
  };
  const around = new Set([...foldersAbove(io.cwd), ...(root === undefined ? [] : [root])]);
  for (const folder of new Set([...around, ...added.map(each => resolve(io.cwd, each))])) {
    if (realPath(folder) === home) continue;
    if (around.has(folder)) look(join(folder, '.mcp.json'), serverPrograms);
    const held = join(folder, '.claude');
    if (realPath(held) === own) continue;
    if (!around.has(folder))
      for (const file of ['settings.json', 'settings.local.json']) look(join(held, file), enabledPlugins);
    if (folder === io.cwd) look(join(held, 'settings.json'), settingsPrograms);
    if (folder === io.cwd || folder === root)
      look(join(held, 'settings.local.json'), text => [...settingsPrograms(text), ...allowedTools(text)]);
    const markdown = (kind: 'skill' | 'agent', files: RegExp) => (path: string) => {
      if (files.test(path)) look(path, text => markdownPrograms(kind, path, text));
      else if (isPluginFile(path)) look(path, () => [{ kind: 'skillPlugin', names: [] }]);
    };
    lookBelow(join(held, 'skills'), markdown('skill', /[\\/]SKILL\.md$/i));
    lookBelow(join(held, 'commands'), markdown('skill', /\.md$/i));
    lookBelow(join(held, 'agents'), markdown('agent', /\.md$/i));
  }
  const git = gitFiles(io.cwd);
  for (const path of git.configs) look(path, gitPrograms, text => JSON.stringify(actingSettings(text)));
  for (const path of git.hooks) look(path, () => [{ kind: 'git', names: ['a hook'] }]);
  return [...found.values()];
}

/** The part of a file that its hash is taken of, where the rest changes every day. */
type Relevant = (text: string) => string;

function gitPrograms(text: string): Programs {
  const names = new Set(actingSettings(text).map(({ key }) => key));
  return names.size === 0 ? [] : [{ kind: 'git', names: [...names] }];
}

/** A plugin stands in a folder of skills with its own manifest, hooks and servers. */
function isPluginFile(path: string): boolean {
  return /[\\/](\.claude-plugin[\\/]plugin|hooks[\\/]hooks|\.mcp|\.lsp)\.json$/.test(path);
}

/** The files below a folder, links followed, as long as the budget lasts. What cannot be read is not there. */
function* filesIn(folder: string, depth: number, budget: { files: number }): Generator<string> {
  for (const entry of listFolder(folder).sort()) {
    if (budget.files-- <= 0) return;
    const path = join(folder, entry);
    if (!isFolder(path)) yield path;
    else if (depth > 0) yield* filesIn(path, depth - 1, budget);
  }
}

/** Undefined where there is none, or none that this user may read. */
function programFile(
  path: string,
  programsIn: (text: string) => Programs,
  relevant?: Relevant,
): ProgramFile | undefined {
  try {
    const bytes = readBounded(path);
    const text = settingsText(bytes);
    const hash = Bun.CryptoHasher.hash('sha256', relevant?.(text) ?? bytes, 'hex');
    return { path, programs: programsIn(text), hash };
  } catch (error) {
    return errorCode(error) === undefined ? unknownFile(path) : undefined;
  }
}

function unknownFile(path: string): ProgramFile {
  return { path, programs: [{ kind: 'unknown', names: [] }], hash: undefined };
}

/** The keys of settings that name programs. */
const settingsKinds = [
  'hooks',
  'statusLine',
  'subagentStatusLine',
  'fileSuggestion',
  'enabledPlugins',
  'sandbox',
] as const satisfies readonly ProgramKind[];

/** What is not JSON does not count for Claude Code either (observed). */
function settingsPrograms(text: string): Programs {
  const settings = parseObject(text) ?? {};
  const programs: Programs = settingsKinds.flatMap(kind => {
    const value = settings[kind];
    if (!isRecord(value) || Object.keys(value).length === 0) return [];
    return [{ kind, names: kind === 'hooks' || kind === 'enabledPlugins' ? Object.keys(value) : [] }];
  });
  const variables = Object.keys(asRecord(settings.env)).filter(choosesPrograms);
  const mode = isRecord(settings.permissions) ? settings.permissions.defaultMode : undefined;
  return [
    ...programs,
    ...(variables.length === 0 ? [] : [{ kind: 'variables' as const, names: variables }]),
    ...(typeof mode === 'string' && !asks(mode) ? [{ kind: 'allow' as const, names: [mode] }] : []),
  ];
}

/** Modes in which edits wait for a question; `acceptEdits` also runs `touch`, `rm` and the like (observed). */
function asks(mode: string): boolean {
  return ['default', 'manual', 'plan', 'dontAsk'].includes(mode);
}

/**
 * Variables by which shells, loaders, git and runtimes find what they run. In a folder that nobody has trusted, the shell
 * of the model’s first command, `ls` too, is the one that SHELL and PATH of the project say (observed); the rest acts on
 * that shell and on the user’s own hooks and servers.
 */
const programVariables = [
  /^(PATH|PATHEXT|SHELL|ENV|BASH_ENV|ZDOTDIR|FPATH|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|IFS)$|^BASH_FUNC_/,
  /^(LD|DYLD|GCONV|GLIBC)_|^LOCPATH$/,
  /^GIT_(?!AUTHOR_|COMMITTER_|SSL_|(TERMINAL_PROMPT|OPTIONAL_LOCKS)$)|^(SSH|SUDO)_ASKPASS|^VSCODE_GIT_|^SSH_AUTH_SOCK$/,
  /^(EDITOR|VISUAL|PAGER|MANPAGER|BROWSER|LESSOPEN|LESSCLOSE|RIPGREP_CONFIG_PATH)$/,
  /^(NODE_PATH|PERL5\w*|RUBY(OPT|LIB)|JAVA_HOME|CLASSPATH|(\w*_)?JAVA(_TOOL)?_OPTIONS)$/,
  /^PYTHON(?!(UNBUFFERED|DONTWRITEBYTECODE|IOENCODING|UTF8|HASHSEED)$)/,
  /^(DOTNET_STARTUP_HOOKS|CORECLR_\w+|LUA_\w+|PHPRC|PHP_INI_SCAN_DIR|GOFLAGS|GOPROXY|RUSTC\w*|MAKEFLAGS)$/,
  /^(npm_config|yarn|pip|uv|deno|docker|cargo)_/i,
  /^(BUN_(CHROME_PATH|INSPECT_PRELOAD)|PLAYWRIGHT_BROWSERS_PATH|CLAUDE_CODE_GIT_BASH_PATH|GH_CONFIG_DIR)$/,
  /^(ComSpec|SystemRoot|ProgramFiles|ProgramData|NoDefaultCurrentDirectoryInExePath)$/i,
];

/** Whether a variable decides what other programs run. */
export function choosesPrograms(name: string): boolean {
  return programVariables.some(each => each.test(name));
}

/** All that counts of the settings of a folder that is added, and only where that folder is trusted (observed). */
function enabledPlugins(text: string): Programs {
  return settingsPrograms(text).filter(({ kind }) => kind === 'enabledPlugins');
}

function allowedTools(text: string): Programs {
  const { permissions } = parseObject(text) ?? {};
  const allow = isRecord(permissions) && Array.isArray(permissions.allow) ? permissions.allow : [];
  return allow.length > 0 ? [{ kind: 'allow', names: allow.map(String) }] : [];
}

function serverPrograms(text: string): Programs {
  const servers = parseObject(text)?.mcpServers;
  if (!isRecord(servers) || Object.keys(servers).length === 0) return [];
  return [{ kind: 'mcp', names: Object.keys(servers) }];
}

/**
 * Lines of a shell are filled in when a skill or command is used; the rest stands in its head, which is YAML: a key may be
 * in quotes, between braces or written in escapes (observed).
 */
const heads = {
  skill: /\b(hooks|allowed-tools)\b["']?\s*:|\\[xuU][0-9a-f]|^\s*\?/im,
  agent: /\b(hooks|mcpServers)\b["']?\s*:|\\[xuU][0-9a-f]|^\s*\?/im,
} as const;

const shellLine = /!`|```!/;

function markdownPrograms(kind: 'skill' | 'agent', path: string, text: string): Programs {
  const head = /^\s*---.*?\n---/s.exec(text)?.[0] ?? '';
  const name = /^skill\.md$/i.test(basename(path)) ? basename(dirname(path)) : basename(path).slice(0, -3);
  const [, mode = ''] = /\bpermissionMode["']?\s*:\s*["']?(\w*)/i.exec(head) ?? ['', 'default'];
  return [
    ...(heads[kind].test(head) || (kind === 'skill' && shellLine.test(text))
      ? [{ kind, names: [name] }]
      : []),
    ...(kind === 'agent' && !asks(mode)
      ? [{ kind: 'allow' as const, names: [`${name} ${mode}`.trim()] }]
      : []),
  ];
}

/** How a file is called in a message: from the folder where that is short. */
export function fromFolder(path: string, cwd: string): string {
  const way = relative(cwd, path);
  return way.startsWith('..') ? path : way;
}
