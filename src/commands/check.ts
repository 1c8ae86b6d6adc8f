import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import type { Profile } from '../backends/profile.ts';
import { askYesNo, canAsk, confirm } from '../base/ask.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { line } from '../base/lines.ts';
import { showPage } from '../base/pager.ts';
import { onEndingSignal } from '../base/signals.ts';
import { defaultMaxCost, dollars, type Estimate, estimate } from '../check/estimate.ts';
import { askingHere, mainModel } from '../check/models.ts';
import type { Report } from '../check/report.ts';
import { readSettingsFiles } from '../claude/settings-files.ts';
import { ownNames } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { type NamedProfile, profileNamed, resolveProfile } from '../profile/resolve.ts';
import { plainWanted } from '../ui/plain/wanted.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'test the live backend: is it there, does it answer, which features work',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: {
    all: { help: 'every profile of yours' },
    deep: { help: 'also what is expensive: a prompt of more than 200,000 tokens' },
    claude: { help: 'also launch Claude Code once, as cgw run does, and see whom it asks' },
    'max-cost': {
      value: 'usd',
      help: 'what it may cost in all, at list prices; 1 unless said, and what --deep takes for one profile',
    },
    curl: {
      help: 'print the requests as curl commands for a POSIX shell, secrets as variables; send nothing',
    },
    json: jsonFlag,
  },
  examples: ['cgw check litellm', 'cgw check litellm --deep --max-cost 2', 'cgw check --all --json'],
} as const satisfies CommandSpec;

/** Exit 5 when a profile cannot be used as it is, 130 when it was interrupted; what was learnt is kept. */
async function run(invocation: Invocation, io: Io): Promise<number> {
  const most = mostOf(invocation);
  const config = await readConfig(io);
  const { switches, positionals } = invocation;
  if (switches.has('all') && positionals.length > 0) throw usage('check', '--all takes no profile');
  const one = switches.has('all') ? undefined : resolveProfile(positionals[0], config, io);
  const names = one === undefined ? ownNames(config) : [one.name];
  const profileOf = (name: string): NamedProfile => one ?? { name, profile: profileNamed(name, config) };
  if (names.length === 0 && !switches.has('json'))
    io.err(`cgw: there is no profile to check\n     cgw add makes one\n`);
  if (switches.has('curl')) return printCurl(names.map(profileOf), invocation, io);
  if (one !== undefined && most === undefined) {
    const wishes = { deep: switches.has('deep'), claude: switches.has('claude') };
    if (!(await agreesToPrice(one.name, one.profile, wishes, io))) return exitCode.interrupted;
  }
  const interrupted = new AbortController();
  const release = onEndingSignal(() => interrupted.abort(), ['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    const reports = await checkEach(names, profileOf, { invocation, most, stop: interrupted.signal }, io);
    // Loaded here, as all of a check: the SDKs are heavy.
    const { isUnusable, reportJson } = await import('../check/report.ts');
    if (switches.has('json')) printJson(io, { checks: reports.map(reportJson) });
    if (interrupted.signal.aborted) return exitCode.interrupted;
    return reports.some(isUnusable) ? exitCode.finding : exitCode.done;
  } finally {
    release();
  }
}

type Round = {
  readonly invocation: Invocation;
  readonly most: number | undefined;
  readonly stop: AbortSignal;
};

/** One after the other, within one budget; text goes out as each is done. */
async function checkEach(
  names: readonly string[],
  profileOf: (name: string) => NamedProfile,
  { invocation: { switches }, most, stop }: Round,
  io: Io,
): Promise<Report[]> {
  const [{ checkProfile, unusableReport }, { storeCheck }, text] = await Promise.all([
    import('../check/check-profile.ts'),
    import('../check/check-store.ts'),
    import('../check/report-text.ts'),
  ]);
  const reports: Report[] = [];
  let left = most;
  for (const name of names) {
    if (stop.aborted) break;
    const shown = changes(io) ? text.changingLine(name, io) : text.plainLines(io);
    const wishes = {
      deep: switches.has('deep'),
      claude: switches.has('claude'),
      most: left,
      estimated: (model: string, costs: Estimate) =>
        io.err(`cgw: ${text.estimateText(name, model, costs)}\n`),
      progress: shown.tell,
    };
    const check = async () => {
      const { profile } = profileOf(name);
      const report = await checkProfile(name, profile, wishes, stop, io);
      const lost = storeCheck(report, profile, io);
      if (lost !== undefined)
        io.err(`cgw: ${lost}\n     make the folder writable, or point XDG_STATE_HOME elsewhere\n`);
      return report;
    };
    const report = await check().catch((error: unknown) => {
      // One of all: the others are checked all the same, and the report has a place for each.
      if (switches.has('all') && error instanceof UserError)
        return unusableReport(name, error.message, error.remedy);
      throw error;
    });
    shown.end();
    if (left !== undefined) left -= report.estimate;
    reports.push(report);
    if (switches.has('json')) continue;
    const page = text.reportPage(report);
    showPage(reports.length > 1 ? size => [line(), ...page(size)] : page, io);
  }
  return reports;
}

/** @throws UserError (2) with flags that mean nothing here. */
async function printCurl(profiles: readonly NamedProfile[], invocation: Invocation, io: Io): Promise<number> {
  const { switches } = invocation;
  if (switches.has('json') || switches.has('claude') || flagValue(invocation, 'max-cost') !== undefined)
    throw usage('check', '--curl goes with none of --json, --claude and --max-cost');
  const { curlText } = await import('../check/curl/curl.ts');
  for (const { name, profile } of profiles) io.out(await curlText(name, profile, switches.has('deep'), io));
  return exitCode.done;
}

/** @throws UserError (2) */
function mostOf(invocation: Invocation): number | undefined {
  const text = flagValue(invocation, 'max-cost');
  // For the dear probe of one profile there is a question; of all together the sum is not known before.
  if (text === undefined) return invocation.switches.has('all') ? defaultMaxCost : undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw usage('check', '--max-cost takes US dollars, such as 0.50');
  return Number(text);
}

/** Whether a line on stderr may change: on a terminal, and not for a screen reader. */
function changes(io: Io): boolean {
  if (!io.isTerminal('err')) return false;
  return !plainWanted(io.environment, readSettingsFiles(io, io.environment));
}

/**
 * Asks on a terminal before anything is spent. Nothing is fetched or sent for it.
 * @returns true also where there is nobody to ask: `--max-cost` is how one limits it there.
 */
async function agreesToPrice(
  name: string,
  profile: Profile,
  wishes: { readonly deep: boolean; readonly claude: boolean },
  io: Io,
): Promise<boolean> {
  const plan = previewPlan(name, profile, io.environment);
  const model = mainModel(askingHere(profile, plan, io));
  const { total } = estimate(model, { ...wishes, most: undefined });
  if (total === 0 || !canAsk(io)) return true;
  const question = `Testing ${name} sends requests to ${model}; costs at most ${dollars(total)}. Go on?`;
  // What costs more than usual is not begun by a mere Enter.
  return total > defaultMaxCost ? confirm(question, io) : ((await askYesNo(question, io)) ?? false);
}

export const check: CommandModule = { spec, run };
