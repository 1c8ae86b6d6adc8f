import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { mustBeOneOf } from '../base/near-names.ts';
import { showPage } from '../base/pager.ts';
import { tildePath } from '../base/paths.ts';
import { excerpt } from '../base/terminal-text.ts';
import { envOf } from '../claude/settings-files.ts';
import { isSecretValueOf } from '../env/variables.ts';
import { readConfig } from '../profile/file.ts';
import { profilePlan } from '../profile/profile-plan.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { type FileChange, isSettings, isTarget, targets, type WriteTarget } from '../write/file-change.ts';
import type { Place } from '../write/place.ts';
import type { UndoPlan } from '../write/plan-undo.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'write a profile where Claude Code, its background agents and editors read it',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: {
    to: { value: 'target', kind: { oneOf: targets }, help: targets.join(', ') },
    undo: { help: 'take back what was written there' },
    'dry-run': { help: 'show what would change, as a diff' },
    plaintext: { help: 'put credentials into the file as they are (user, local, dotenv)' },
    file: { value: 'path', kind: 'file', help: 'another file, for envrc and dotenv' },
    json: jsonFlag,
  },
  examples: [
    'cgw write litellm --to user --dry-run',
    'cgw write litellm --to local',
    'cgw write --undo --to local',
  ],
} as const satisfies CommandSpec;

/** What the command line asks for. */
type Wish = {
  readonly target: WriteTarget;
  readonly file: string | undefined;
  readonly dryRun: boolean;
  readonly plaintext: boolean;
  readonly json: boolean;
};

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [argument] = invocation.positionals;
  const wish = wishOf(invocation);
  if (invocation.switches.has('undo')) {
    if (argument !== undefined) throw usage('write', '--undo takes no profile: it takes back what is there');
    if (wish.plaintext) throw usage('write', '--undo takes no --plaintext');
    return undo(wish, io);
  }
  if (argument === undefined) throw usage('write', 'the profile is missing');
  return writeTo(argument, wish, io);
}

function wishOf(invocation: Invocation): Wish {
  const target = flagValue(invocation, 'to');
  if (target === undefined) throw usage('write', `--to is missing: ${targets.join(', ')}`);
  if (!isTarget(target)) throw usage('write', `--to ${mustBeOneOf(target, targets)}`);
  const file = flagValue(invocation, 'file');
  if (file !== undefined && isSettings(target))
    throw usage(
      'write',
      `--file goes with envrc and dotenv: where ${target} settings are is up to Claude Code`,
    );
  const plaintext = invocation.switches.has('plaintext');
  if (plaintext && (target === 'project' || target === 'envrc'))
    throw usage('write', `--plaintext does not go with ${target}: ${noSecretIn[target]}`);
  return {
    target,
    file,
    plaintext,
    dryRun: invocation.switches.has('dry-run'),
    json: invocation.switches.has('json'),
  };
}

const noSecretIn = {
  project: 'others read that file too',
  envrc: 'what it holds is a call of cgw, no credential',
} as const;

async function writeTo(argument: string, wish: Wish, io: Io): Promise<number> {
  const { name, profile } = resolveProfile(argument, await readConfig(io), io);
  // Loaded here, because locks, schemas and the JSON parser are heavy.
  const [{ committedWarning, performWrite, previewWrite, requireInside, secretsOf }, { placeOf }] =
    await Promise.all([import('../write/perform.ts'), import('../write/place.ts')]);
  const place = placeOf(wish.target, wish.file, io);
  // A file that is named is the user’s own choice.
  if (wish.plaintext || wish.file === undefined)
    await requireInside(place, io, wish.plaintext ? 'never' : 'if agreed');
  const secrets = wish.plaintext ? secretsOf(await profilePlan(name, profile, io)) : undefined;
  const asked = { name, profile, secrets };
  const plan = wish.dryRun ? previewWrite(asked, place, io) : performWrite(asked, place, io);
  const committed = secrets !== undefined && secrets.size > 0 ? committedWarning(place) : [];
  const warnings = [...plan.warnings, ...committed];
  const facts = { profile: name, helper: plan.helper, warnings };
  await show(plan, place, facts, [...(secrets?.values() ?? [])], wish, io);
  if (!wish.dryRun) io.err(`${writtenText(name, plan, place, wish, io)}\n`);
  for (const warning of warnings) io.err(`cgw: ${warning}\n`);
  const kept = wish.dryRun ? [] : secretsKept(plan);
  if (kept.length > 0)
    io.err(`cgw: what was there before is kept for --undo, for you alone, with your ${kept.join(', ')}\n`);
  return exitCode.done;
}

/** The secrets of the user’s own that stood in a settings file, and so stand in its undo record. */
function secretsKept({ before, after }: FileChange): string[] {
  const content = before === after ? undefined : parseObject(before);
  return Object.entries(envOf(content ?? {})).flatMap(([name, value]) =>
    value !== '' && isSecretValueOf(name, value) ? [excerpt(name)] : [],
  );
}

async function undo(wish: Wish, io: Io): Promise<number> {
  const [{ performUndo, previewUndo, requireInside }, { placeOf }] = await Promise.all([
    import('../write/perform.ts'),
    import('../write/place.ts'),
  ]);
  const place = placeOf(wish.target, wish.file, io);
  if (wish.file === undefined) await requireInside(place, io);
  const plan = wish.dryRun ? previewUndo(place, io) : performUndo(place, io);
  await show(plan, place, { profile: null, helper: null, warnings: [], kept: plan.kept }, [], wish, io);
  if (!wish.dryRun) io.err(`${undoneText(plan, place)}\n`);
  for (const name of plan.kept) io.err(`cgw: ${name} was changed since cgw wrote it, so it stays\n`);
  return exitCode.done;
}

/** What JSON says beside the changes. */
type Facts = {
  readonly profile: string | null;
  readonly helper: string | null;
  readonly warnings: readonly string[];
  readonly kept?: readonly string[];
};

/** What goes to stdout: the diff of a dry run, or everything as JSON. */
async function show(
  change: FileChange,
  place: Place,
  facts: Facts,
  secrets: readonly string[],
  wish: Wish,
  io: Io,
): Promise<void> {
  const { coloured, shownDiff } = await import('../write/diff.ts');
  const diff = wish.dryRun ? shownDiff(change, secrets) : undefined;
  if (wish.json)
    printJson(io, {
      target: change.target,
      file: place.file,
      profile: facts.profile,
      changes: change.changes,
      helper: facts.helper,
      warnings: facts.warnings,
      ...(facts.kept === undefined ? {} : { kept: facts.kept }),
      ...(diff === undefined ? {} : { diff }),
    });
  // `patch` wants every blank of it.
  else if (diff !== undefined && io.isTerminal('out')) showPage(() => coloured(diff), io);
  else if (diff !== undefined) io.out(diff);
}

function writtenText(name: string, change: FileChange, place: Place, { target, file }: Wish, io: Io): string {
  if (change.before === change.after) return `${place.shown} says so already`;
  const where = place.isLinked ? `${place.shown} (a link to ${tildePath(place.file, io)})` : place.shown;
  const more = file === undefined ? '' : ` --file ${file}`;
  return `wrote ${name} to ${where}; cgw write --undo --to ${target}${more} takes it back`;
}

function undoneText({ before, after, whole }: UndoPlan, { shown }: Place): string {
  if (after === undefined)
    return before === undefined ? `${shown} is not there any more` : `${shown} is gone again`;
  return whole ? `${shown} is as it was` : `what cgw wrote is out of ${shown}; what others changed stays`;
}

export const write: CommandModule = { spec, run };
