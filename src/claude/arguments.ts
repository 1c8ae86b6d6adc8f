import { resolve } from 'node:path';
import { exitCode, notDone, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { shownWord } from '../base/masking.ts';
import { readSettingsText } from './settings-files.ts';
import { wrongKeys } from './settings-schema.ts';

/** The user’s own `--settings` (Claude Code takes the last one) and the arguments without it. */
export type TakenSettings = { readonly settings: string | undefined; readonly rest: readonly string[] };

/** Takes `--settings VALUE` and `--settings=VALUE` out of Claude Code’s arguments, up to a `--`. */
export function takeSettingsArgument(args: readonly string[]): TakenSettings {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const rest: string[] = [];
  let settings: string | undefined;
  for (let index = 0; index < end; index++) {
    const arg = args[index] ?? '';
    if (arg === '--settings' && index + 1 < end) settings = args[++index];
    else if (arg.startsWith('--settings=')) settings = arg.slice('--settings='.length);
    else rest.push(arg);
  }
  return { settings, rest: [...rest, ...args.slice(end)] };
}

/**
 * What a `--settings` argument holds, for a launch, which adds to it.
 * @throws UserError (2) also for a key of a wrong type: with it Claude Code would drop all that is added, too (observed).
 */
export function settingsForLaunch(settings: string, io: Io): Readonly<Record<string, unknown>> {
  const content = readSettingsArgument(settings, io);
  const [wrong] = wrongKeys(content);
  if (wrong === undefined) return content;
  throw new UserError(
    exitCode.usage,
    `${shownWord(wrong.keys.join('.'))} in the --settings must be ${wrong.wanted}`,
    'fix it, or leave it out: with it Claude Code takes nothing of these settings',
  );
}

/**
 * What a `--settings` argument holds: JSON in place, or a file.
 * @throws UserError (2) when it is neither; Claude Code would go on without it.
 */
export function readSettingsArgument(settings: string, io: Io): Readonly<Record<string, unknown>> {
  const inline = settings.trimStart().startsWith('{');
  const parsed = parseObject(inline ? settings : textOf(settings, io.cwd));
  if (parsed !== undefined) return parsed;
  throw new UserError(
    exitCode.usage,
    inline
      ? 'the JSON after --settings is not an object'
      : `--settings ${shownWord(settings)} does not hold a JSON object`,
    'fix it, or leave it out',
  );
}

function textOf(file: string, folder: string): string {
  try {
    return readSettingsText(resolve(folder, file));
  } catch (error) {
    throw new UserError(
      exitCode.usage,
      `--settings ${shownWord(file)} ${notDone('read', error)}`,
      'give a file or JSON, as for claude itself',
    );
  }
}

/**
 * Subcommands of Claude Code before which `--settings` does harm (observed): the words after it
 * would become a paid prompt. None of them sends a request of its own.
 */
const withoutSettings = new Set(['attach', 'logs', 'stop', 'kill', 'rm', 'respawn', 'daemon']);

/** Subcommands that start nothing of a project’s (observed on 2.1.332, 2026-11-29). */
const programless = new Set([...withoutSettings, 'mcp', 'doctor', 'auth', 'plugin', 'plugins', 'agents']);

/**
 * Whether Claude Code starts a session without asking first whether the folder is trusted: with `-p` (also among other
 * letters), and wherever its output is no terminal (observed).
 */
export function asksNothing(args: readonly string[], terminal: boolean): boolean {
  const own = optionsOf(args);
  if (own.some(arg => /^(-[a-z]*p[a-z]*|--print(=.*)?|--init-only)$/i.test(arg))) return true;
  if (programless.has(own[0] ?? '') || own.some(arg => /^(-v|--version|-h|--help)$/.test(arg))) return false;
  return !terminal;
}

/** The folders that `--add-dir` names; it takes several words. */
export function addedFolders(args: readonly string[]): string[] {
  const own = optionsOf(args);
  const folders: string[] = [];
  let taking = false;
  for (const arg of own) {
    if (arg.startsWith('--add-dir=')) folders.push(arg.slice('--add-dir='.length));
    else if (taking && !arg.startsWith('-')) folders.push(arg);
    taking = arg === '--add-dir' || (taking && !arg.startsWith('-'));
  }
  return folders;
}

/** Whether a session runs in a work tree that is made for it. */
export function makesWorktree(args: readonly string[]): boolean {
  const own = optionsOf(args);
  return own.some(arg => /^(-w|--worktree)(=.*)?$/.test(arg));
}

/** Subcommands that take `--settings` only behind their name. */
const settingsAfter = new Set(['remote-control', 'rc']);

/** What stands before a `--`: behind it all is the prompt. */
export function optionsOf(args: readonly string[]): readonly string[] {
  return args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
}

/** The settings files that arguments leave (`--setting-sources`, `--restricted`); undefined: all. */
export function sourcesLeft(args: readonly string[]): readonly string[] | undefined {
  const own = optionsOf(args);
  if (own.includes('--restricted')) return [];
  return valueBehind(own, '--setting-sources')?.split(',');
}

/** The model that arguments ask for, and what may stand in for it. */
export function modelArguments(args: readonly string[]): {
  readonly main?: string;
  readonly fallback: readonly string[];
} {
  const own = optionsOf(args);
  const main = valueBehind(own, '--model');
  const fallback = valueBehind(own, '--fallback-model')?.split(',') ?? [];
  return { ...(main === undefined ? {} : { main }), fallback };
}

/** The agent that arguments ask for. */
export function agentArgument(args: readonly string[]): string | undefined {
  return valueBehind(optionsOf(args), '--agent');
}

/** Whether arguments ask for a Claude Code without logins, hooks and the like. */
export function asksForBare(args: readonly string[]): boolean {
  return optionsOf(args).includes('--bare');
}

/** The permission mode that arguments ask for. */
export function permissionMode(args: readonly string[]): string | undefined {
  const own = optionsOf(args);
  return own.includes('--dangerously-skip-permissions')
    ? 'bypassPermissions'
    : valueBehind(own, '--permission-mode');
}

/** What stands behind a flag, or after its `=`; where it is given twice, the last. */
function valueBehind(options: readonly string[], flag: string): string | undefined {
  return options
    .map((arg, index) =>
      arg === flag ? options[index + 1] : arg.startsWith(`${flag}=`) ? arg.slice(flag.length + 1) : undefined,
    )
    .findLast(each => each !== undefined);
}

/** What makes Claude Code start another one that does not get this environment, as far as it is known. */
const elsewhere = ['--bg', '--background', '--tmux', '--teammate-mode'] as const;

/** Whether arguments start a Claude Code beside this process: in the background, or in a pane of tmux. */
export function startsElsewhere(args: readonly string[]): { readonly flag: string } | undefined {
  const own = optionsOf(args);
  if (own.some(arg => /^(-h|--help)$/.test(arg))) return undefined;
  if (own[0] === 'agents') return { flag: 'claude agents' };
  const flag = elsewhere.find(each => own.some(arg => arg === each || arg.startsWith(`${each}=`)));
  if (flag !== '--teammate-mode') return flag === undefined ? undefined : { flag };
  return valueBehind(own, flag) === 'in-process' ? undefined : { flag };
}

/** The arguments for Claude Code with the overlay where it is understood. */
export function withOverlay(args: readonly string[], overlay: string): string[] {
  const [verb, ...rest] = args;
  if (verb !== undefined && withoutSettings.has(verb)) return [...args];
  if (verb !== undefined && settingsAfter.has(verb)) return [verb, '--settings', overlay, ...rest];
  return ['--settings', overlay, ...args];
}
