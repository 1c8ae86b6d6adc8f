import type { Profile } from '../backends/profile.ts';
import type { Io } from '../base/io.ts';
import { awsProfileRegion, readAwsProfiles } from '../detect/aws.ts';
import { launchPlan } from '../profile/profile-plan.ts';
import { askClaude } from './claude.ts';
import { type Estimate, estimate } from './estimate.ts';
import { FailedExchange, unlessEnded } from './exchange.ts';
import { type Limits, limitsFor } from './limits.ts';
import { askedModels, askingHere, mainModel } from './models.ts';
import { probeContextFor } from './probe.ts';
import { emptyReport, forProfile, isUnusable, type Progress, type Report, step } from './report.ts';
import { runCheck } from './run-check.ts';
import { scrubFor, scrubLine, scrubReport } from './scrub.ts';
import { openSession, withEnvironment } from './session.ts';
import { askedStep } from './steps/asked.ts';

export type CheckOptions = {
  readonly deep: boolean;
  /** Also launch Claude Code once. */
  readonly claude: boolean;
  /** US dollars that may be spent on this profile; undefined: what is usual. */
  readonly most: number | undefined;
  /** Told before anything is sent. */
  readonly estimated: (model: string, estimate: Estimate) => void;
  readonly progress: (news: Progress) => void;
};

/**
 * Measures a profile under its own environment.
 * @throws UserError (4) when a secret is unavailable.
 */
export async function checkProfile(
  name: string,
  profile: Profile,
  wishes: CheckOptions,
  stop: AbortSignal,
  io: Io,
): Promise<Report> {
  const at = new Date();
  // The credential comes into this process alone, so a profile that wants none in an environment is measured, too.
  const plan = await unlessEnded(stop, () => launchPlan(name, profile, undefined, io)).catch(
    (error: unknown) => {
      if (!(error instanceof FailedExchange)) throw error;
    },
  );
  if (plan === undefined) return { ...emptyReport(name, at), stopped: true };
  const { fileOf, ...asking } = askingHere(profile, plan, io);
  const planned = asking.environment;
  const ofAwsProfile = awsProfileRegion(
    readAwsProfiles({ ...io, environment: planned }),
    planned.AWS_PROFILE || undefined,
  );
  const odd = askedStep({ profile, asking, fileOf, shell: io.environment, ofAwsProfile });
  const model = mainModel(asking);
  const costs = estimate(model, wishes);
  const limits = limitsFor(planned);
  const waits = (time: number, status: number) =>
    wishes.progress({
      begins: `the server refuses for now (${status}), again in ${Math.ceil(time / 1000)} s`,
    });
  // With a session also what libraries found and sent, which the plan does not know.
  let hide = scrubFor(plan, planned);
  const progress = (news: Progress) => wishes.progress(scrubReport(news, hide));
  const found = await withEnvironment(planned, io, async environment => {
    const ends = AbortSignal.any([stop, AbortSignal.timeout(limits.total)]);
    const session = await openSession(
      { plan, asking: { ...asking, environment }, fileOf, limits, waits },
      ends,
    );
    if ('cannot' in session) return notMeasurable(name, model, session.cannot, at, wishes);
    hide = session.hide;
    wishes.estimated(model, costs);
    const context = probeContextFor(profile.backend);
    const models = askedModels(asking);
    return runCheck({ name, profile, session, models, odd, estimate: costs, context, at }, ends, progress);
  });
  const report = scrubReport(
    found.stopped && !stop.aborted ? timedOutReport(found, limits, wishes) : found,
    hide,
  );
  if (!wishes.claude || report.stopped || isUnusable(report)) return report;
  // With the environment as the user has it: `cgw run` makes its own of it.
  wishes.progress({ begins: 'claude' });
  const told = costs.asksClaude
    ? await askClaude({ name, profile, model, scrub: scrubLine(hide) }, io.environment, stop, io)
    : step('claude', 'skipped', 'it would cost more than --max-cost leaves');
  if (stop.aborted) return { ...report, stopped: true };
  const launched = forProfile(told, name, profile);
  wishes.progress({ step: launched });
  const spent = report.estimate + (costs.asksClaude ? costs.costs.claude : 0);
  return { ...report, steps: [...report.steps, launched], estimate: spent };
}

/** The report of a check that its total time has ended. */
export function timedOutReport(
  report: Report,
  { total }: Pick<Limits, 'total'>,
  { progress }: Pick<CheckOptions, 'progress'>,
): Report {
  const answered = report.steps.some(({ step, state }) => step === 'answered' && state === 'ok');
  const only = step(
    'time',
    answered ? 'warning' : 'failed',
    `all of it took longer than ${total / 60_000} minutes, so the rest was not asked`,
    'ask whoever runs the server why it is slow; a smaller --max-cost asks less',
  );
  progress({ step: only });
  return { ...report, steps: [...report.steps, only] };
}

/** Nothing was sent. */
function notMeasurable(
  name: string,
  model: string,
  why: string,
  at: Date,
  { progress }: CheckOptions,
): Report {
  const only = step('reachable', 'skipped', why);
  progress({ step: only });
  return { ...emptyReport(name, at, [only]), versions: model, model };
}

/** The report on a profile that is invalid, or whose credential is unavailable, where others are checked too. */
export function unusableReport(name: string, why: string, remedy: string): Report {
  return emptyReport(name, new Date(), [step('profile', 'failed', why, remedy)]);
}
