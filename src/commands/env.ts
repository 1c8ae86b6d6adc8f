import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { maskSecret } from '../base/masking.ts';
import { mustBeOneOf } from '../base/near-names.ts';
import { tildePath } from '../base/paths.ts';
import { hasStoredKey } from '../claude/global-config.ts';
import { overridesOf } from '../claude/overrides.ts';
import { isProjects, readSettingsFiles, type SettingsFile } from '../claude/settings-files.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { dotenv } from '../env/dotenv.ts';
import { applyPlan, type Change, type Plan, planOff } from '../env/plan.ts';
import { readingShell } from '../env/shells/detect.ts';
import { isShellName, type ShellName, shellNames, shells } from '../env/shells/index.ts';
import type { Planned } from '../hook/follow.ts';
import { readConfig } from '../profile/file.ts';
import { profilePlan } from '../profile/profile-plan.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { printJson } from './output.ts';

const spec = {
  summary: 'print the profile’s environment as shell code',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: {
    shell: {
      value: 'name',
      kind: { oneOf: shellNames },
      help: `${shellNames.join(', ')}; else the shell that calls`,
    },
    json: { help: 'the plan as JSON' },
    dotenv: { help: 'NAME=value lines of what is set' },
    off: { help: 'clear everything that cgw sets' },
    reveal: { help: 'show secrets on a terminal and in JSON' },
    hook: { value: 'caller', help: 'for the code of cgw hook, and for nothing else' },
  },
  examples: ['eval $(cgw env bedrock)', 'cgw env litellm --shell fish | source', 'eval $(cgw env --off)'],
} as const satisfies CommandSpec;

/** Answers the code that `cgw hook` has printed: who asks, for which shell, and the plan that was asked for by name. */
type AnswerHook = (
  caller: string,
  shell: ShellName,
  planMeant: () => Promise<Planned>,
  io: Io,
) => Promise<number>;

/** `cgw env`: the hot path. It loads nothing but what it needs to print a few lines. */
async function run(invocation: Invocation, answerHook: AnswerHook, io: Io): Promise<number> {
  const caller = flagValue(invocation, 'hook');
  if (caller !== undefined) {
    return answerHook(caller, shellMeant(invocation, io), () => planMeant(invocation, io), io);
  }
  const { plan, warnings } = await planMeant(invocation, io);
  const reveal = invocation.switches.has('reveal');
  if (invocation.switches.has('json')) {
    const changes = plan.changes.map(change => toJson(change, reveal));
    printJson(io, { profile: plan.profile ?? null, changes, warnings });
    return exitCode.done;
  }
  const shown = io.isTerminal('out');
  const folds = shown && !invocation.switches.has('dotenv');
  const changes = folds ? plan.changes.filter(change => isNews(change, io)) : plan.changes;
  io.data(render(shown && !reveal ? changes.map(hidden) : changes, invocation, io));
  const folded = plan.changes.length - changes.length;
  if (folded > 0)
    io.err(`cgw: not shown: ${folded} more to clear, which this shell does not have; | cat shows all\n`);
  for (const warning of warnings) io.err(`cgw: ${warning}\n`);
  if (shown) for (const hint of terminalHints(plan, reveal, invocation, io)) io.err(`cgw: ${hint}\n`);
  return exitCode.done;
}

/** Clearing what is not there is no news for who looks at it. */
function isNews({ action, name }: Change, io: Io): boolean {
  return action !== 'unset' || io.environment[name] !== undefined;
}

/** On a terminal the code is only looked at; whoever types that may have wanted more. */
function terminalHints(plan: Plan, reveal: boolean, invocation: Invocation, io: Io): string[] {
  const hints: string[] = [];
  if (!reveal && plan.changes.some(change => change.action === 'set' && change.secret))
    hints.push('secrets are hidden on a terminal; --reveal shows them');
  if (invocation.switches.has('dotenv')) return hints;
  const words = ['cgw env', ...(invocation.switches.has('off') ? ['--off'] : invocation.positionals)];
  const usage = shells[shellMeant(invocation, io)].usage(words.join(' '));
  return [...hints, `this is only shown; to switch this shell: ${usage}`];
}

async function planMeant(invocation: Invocation, io: Io): Promise<Planned> {
  const [argument] = invocation.positionals;
  if (invocation.switches.has('off')) {
    if (argument !== undefined) throw usage('env', '--off takes no profile');
    return { plan: planOff(io.environment), warnings: [] };
  }
  const { name, profile } = resolveProfile(argument, await readConfig(io), io);
  return planOf(name, profile, io);
}

/** The plan of a profile, with its secrets fetched and with what there is to say about it. */
export async function planOf(name: string, profile: Profile, io: Io): Promise<Planned> {
  const plan = await profilePlan(name, profile, io);
  return { plan, warnings: [...plan.warnings, ...(await overrideWarnings(plan, profile.backend, io))] };
}

function render(changes: readonly Change[], invocation: Invocation, io: Io): string {
  if (invocation.switches.has('dotenv')) return dotenv(changes);
  return shells[shellMeant(invocation, io)].render(changes);
}

function shellMeant(invocation: Invocation, io: Io): ShellName {
  const wanted = flagValue(invocation, 'shell');
  if (wanted === undefined) return readingShell(io);
  if (isShellName(wanted)) return wanted;
  throw usage('env', `--shell ${mustBeOneOf(wanted, shellNames)}`);
}

/** A settings file silently beats an exported variable; here it is said. */
async function overrideWarnings(plan: Plan, backend: BackendId, io: Io): Promise<string[]> {
  const files = readSettingsFiles(io, { ...io.environment, CLAUDE_CONFIG_DIR: configDirAfter(plan, io) });
  const overrides = overridesOf(plan, files);
  // Its tables are long, and few folders have such a file.
  if (mayDecide(files)) {
    const { projectSettings } = await import('../claude/project-settings.ts');
    const { provider } = backends[backend];
    overrides.push(...projectSettings(plan, provider, files, applyPlan(plan, io.environment)).overrides);
  }
  const warnings = loginWarnings(plan, backend, io);
  if (overrides.length === 0) return warnings;
  const overriding = overrides.map(
    ({ file, name }) =>
      `${tildePath(file.path, io)} sets ${name}, which beats this shell; cgw run wins over it`,
  );
  return [...overriding, ...warnings];
}

/** Whether a file may have more to say than variables: one that comes with the folder, or names a program for AWS. */
function mayDecide(files: readonly SettingsFile[]): boolean {
  for (const { scope, content } of files)
    if (isProjects(scope) || 'awsCredentialExport' in content) return true;
  return false;
}

/** A plain `claude` sends a key of `/login` along, to any server. */
function loginWarnings(plan: Plan, backend: BackendId, io: Io): string[] {
  if (backend !== 'gateway' || !hasStoredKey(io, { CLAUDE_CONFIG_DIR: configDirAfter(plan, io) })) return [];
  return [
    'Claude Code keeps a key of /login, which a plain claude sends to this gateway, too; cgw run does not',
  ];
}

/** `CLAUDE_CONFIG_DIR` as the shell has it when the plan is in force. */
function configDirAfter(plan: Plan, io: Io): string | undefined {
  for (const change of plan.changes)
    if (change.name === 'CLAUDE_CONFIG_DIR') return change.action === 'set' ? change.value : undefined;
  return io.environment.CLAUDE_CONFIG_DIR;
}

function hidden(change: Change): Change {
  return change.action === 'set' && change.secret ? { ...change, value: maskSecret(change.value) } : change;
}

function toJson(change: Change, reveal: boolean): unknown {
  if (change.action === 'unset') return { name: change.name, action: 'unset', value: null, secret: false };
  const { name, action, value, secret } = change;
  return { name, action, value: secret && !reveal ? maskSecret(value) : value, secret };
}

/** @param answerHook handed in, because `cgw hook` makes plans with this file */
export function envCommand(answerHook: AnswerHook): CommandModule {
  return { spec, run: (invocation, io) => run(invocation, answerHook, io) };
}
