import { existsSync, lstatSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { modelFields } from '../backends/model-fields.ts';
import { mainModelVariables } from '../backends/models.ts';
import { removeScratch, writeAtomically } from '../base/atomic-write.ts';
import { errorCode, notWritable, type UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { listFolder } from '../base/paths.ts';
import type { Plan } from '../env/plan.ts';
import { isOwned, ownedVariable } from '../env/variables.ts';
import { makeOwnFolder } from '../profile/own-folders.ts';
import { stateFolder, xdgFolder } from '../profile/paths.ts';
import { modelArguments } from './arguments.ts';
import { helperKeys } from './overrides.ts';
import type { ProjectSettings } from './project-settings.ts';
import { envOf, type SettingsFile } from './settings-files.ts';

/** A settings object for `--settings`, which beats user, project and local settings files. */
export type Overlay = Readonly<Record<string, unknown>>;

/**
 * The overlay of a plan, merged with the user’s own `--settings`: it repeats what the plan sets, blanks what
 * it clears, and holds no secret. A secret reaches Claude Code through the environment, or by a `helper` that it asks;
 * where a settings file would beat the environment, `provider-managed` mode is used instead (`launch.ts`).
 *
 * The user’s own `--settings` win where they choose a model or a feature, never where a request goes.
 */
export function overlayOf({
  plan,
  files,
  own = {},
  project,
  pinned = { settings: {}, env: {} },
  helper = '',
}: Sources): Overlay {
  const env = new Map(Object.entries({ ...pinned.env, ...envOf(own) }));
  for (const { name, value, secret } of project?.variables ?? [])
    if (!secret && !env.has(name)) env.set(name, value);
  for (const change of plan.changes) {
    if (env.has(change.name) && !isRouting(change.name)) continue;
    if (change.action === 'unset' && isOwned(change.name) && !saysSomethingEmpty(change.name))
      env.set(change.name, '');
    else if (change.action === 'set' && change.secret) env.delete(change.name);
    else if (change.action === 'set' && !change.name.startsWith('CGW_')) env.set(change.name, change.value);
  }
  // Families with an open set of names, all of which route: what a file or `own` sets and the plan does not.
  for (const name of [own, ...files.map(file => file.content)].flatMap(each => Object.keys(envOf(each))))
    if (isOwned(name) && !plan.changes.some(change => change.name === name)) env.set(name, '');
  return {
    ...pinned.settings,
    ...project?.keys,
    ...own,
    ...modelOverridesOf(pinned.settings, project?.keys, own),
    // What is pinned has the models of the launch in it.
    ...(pinned.settings.availableModels === undefined
      ? {}
      : { availableModels: pinned.settings.availableModels }),
    ...plan.programs,
    ...Object.fromEntries(helperKeys.map(key => [key, helper])),
    env: Object.fromEntries(env),
  };
}

/** The models that a launch names: the arguments, its own `--settings`, or the profile where it names the main one. */
export function namedModels(
  { changes }: Plan,
  args: readonly string[] = [],
  own: Readonly<Record<string, string>> = {},
): string[] {
  const { main, fallback } = modelArguments(args);
  const asked = [...fallback, ...(main === undefined ? [] : [main])];
  const planned = [
    ...changes.flatMap(change => (change.action === 'set' ? [change] : [])),
    ...Object.entries(own).map(([name, value]) => ({ name, value })),
  ].filter(({ name, value }) => value !== '' && modelFields.some(({ variable }) => variable === name));
  if (asked.length === 0 && !planned.some(({ name }) => mainModelVariables.includes(name))) return [];
  return [...planned.map(({ value }) => value), ...asked].map(each => each.replace(/\[1m\]$/, ''));
}

/** Merged name by name, as Claude Code does; the last counts. */
export function modelOverridesOf(
  ...sources: readonly (Readonly<Record<string, unknown>> | undefined)[]
): Overlay {
  const all = sources.map(source => source?.modelOverrides).filter(isRecord);
  return all.length === 0 ? {} : { modelOverrides: Object.assign({}, ...all) };
}

/** What an overlay is made of. */
type Sources = {
  readonly plan: Plan;
  readonly files: readonly SettingsFile[];
  /** The user’s own `--settings`. */
  readonly own?: Overlay;
  readonly project?: ProjectSettings;
  /** What settings that come later may not decide either. */
  readonly pinned?: {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly env: Readonly<Record<string, string>>;
  };
  /** The command that prints the credential; none: whatever other settings say, no helper is asked. */
  readonly helper?: string | undefined;
};

/**
 * Whether a variable says something by being empty, so that blanking it does not clear it. An empty list of
 * capabilities means that the model has none: Claude Code then asks a pinned model on a cloud provider
 * neither to think nor for an effort level (observed in the lab, 2026-11-22).
 */
function saysSomethingEmpty(name: string): boolean {
  return name.endsWith('_SUPPORTED_CAPABILITIES');
}

/** Whether a variable (or a helper) decides where a request goes or as whom. */
export function isRouting(name: string): boolean {
  const kind = ownedVariable(name)?.kind;
  return kind !== 'model' && kind !== 'shape' && kind !== 'feature';
}

/**
 * Writes an overlay for this process, which becomes Claude Code and keeps its process ID. Claude Code reads
 * it while it starts (observed: never again); `sweepOverlays` removes it when the process is gone.
 * @throws UserError (1)
 */
export function writeOverlay(overlay: Overlay, io: Io): string {
  let first: UserError | undefined;
  for (const folder of overlayFolders(io)) {
    const path = join(folder, `${process.pid}.json`);
    try {
      for (const each of [dirname(folder), folder]) makeOwnFolder(each);
      requireOwn(dirname(folder));
      writeAtomically(path, `${JSON.stringify(overlay, undefined, 2)}\n`, { durable: false });
      return path;
    } catch (error) {
      first ??= notWritable(path, error, elsewhere);
    }
  }
  throw first ?? notWritable(overlayFolder(io), new Error('there is no folder for it'), elsewhere);
}

/** Where overlays can be as well. */
const elsewhere = 'point XDG_STATE_HOME elsewhere';

/** In a folder for everybody’s files another user may have been first. */
function requireOwn(folder: string): void {
  const { uid, mode } = lstatSync(folder);
  const user = process.getuid?.();
  if (user !== undefined && (uid !== user || (mode & 0o022) !== 0)) throw new Error('it is not yours alone');
}

/** A background agent may read its overlay again after the process that started it has ended. */
const keptMs = 24 * 60 * 60 * 1000;

/** Removes the overlays of processes that are gone, a day after they were written. */
export function sweepOverlays(io: Io): void {
  for (const path of staleOverlays(io)) removeScratch(path);
}

/** The overlays that `sweepOverlays` removes. */
export function staleOverlays(io: Io): string[] {
  return overlayFiles(io).filter(path => {
    const pid = Number(/^(\d+)\.json$/.exec(basename(path))?.[1]);
    // What is named otherwise was put there by somebody else.
    if (!Number.isInteger(pid)) return false;
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    return age > keptMs && !isAlive(pid);
  });
}

/** Where overlays are. */
export function overlayFolder(io: Io): string {
  return join(stateFolder(io), 'launch');
}

/** The same, and where they are for who has no home, or one that cannot be written. */
function overlayFolders(io: Io): string[] {
  const runtime = xdgFolder('XDG_RUNTIME_DIR', io);
  const shared = io.environment.TMPDIR ?? tmpdir();
  return [
    overlayFolder(io),
    ...(runtime === undefined ? [] : [join(runtime, 'cgw', 'launch')]),
    join(
      isAbsolute(shared) && existsSync(shared) ? shared : '/tmp',
      `cgw-${process.getuid?.() ?? ''}`,
      'launch',
    ),
  ];
}

/** The overlays of launches, by their paths; the system clears away those that are elsewhere. */
export function overlayFiles(io: Io): string[] {
  const folder = overlayFolder(io);
  return listFolder(folder).map(file => join(folder, file));
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user’s process with that number: not ours to judge, but alive.
    return errorCode(error) === 'EPERM';
  }
}
