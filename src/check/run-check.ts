import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import { type FeatureId, features } from '../features/features.ts';
import { isGateway } from '../features/operators.ts';
import { ask } from './ask.ts';
import type { Estimate } from './estimate.ts';
import { isModelDenied, isOutOfMoney, mayHaveClosed, unknown, type Verdict } from './exchange.ts';
import type { AskedModel } from './models.ts';
import type { Probe, ProbeContext, SeenExchanges } from './probe.ts';
import { probeOf } from './probes/index.ts';
import {
  forProfile,
  type Key,
  type ProbeResult,
  type Progress,
  type Relay,
  type Report,
  type Step,
  type StepId,
  step,
} from './report.ts';
import type { Session } from './session.ts';
import { judgeAnswer, judgeRelay, plainRequest, relayRequest } from './steps/answered.ts';
import {
  identifiedStep,
  identify,
  identifyByAnswer,
  isHarmful,
  type Product,
  titleOf,
} from './steps/identified.ts';
import { listModels, readKey } from './steps/offered.ts';
import { reachable } from './steps/reachable.ts';

export type CheckSubject = {
  readonly name: string;
  readonly profile: Profile;
  readonly session: Session;
  readonly models: readonly AskedModel[];
  /** What is odd about it, known before. */
  readonly odd?: Step | undefined;
  readonly estimate: Estimate;
  readonly context: ProbeContext;
  /** When it began. */
  readonly at: Date;
};

/**
 * Checks a profile step by step, then feature by feature. It ends at the first step that makes the rest meaningless,
 * and as soon as it is stopped; what was found out until then is in the report.
 */
export async function runCheck(
  subject: CheckSubject,
  stop: AbortSignal,
  progress: (news: Progress) => void,
): Promise<Report> {
  const found = new ReportBuilder(subject, stop, progress);
  const { estimate, session } = subject;
  const stages: readonly (() => Promise<void>)[] = [
    async () => {
      if (subject.odd !== undefined) found.step(subject.odd);
      found.begins('reachable');
      found.step(await reachable(session));
    },
    () => whoAndWhether(subject, found),
    async () => {
      found.begins('relay');
      if (!estimate.asksRelay) return found.step(step('relay', 'skipped', tooDear));
      found.spends(estimate.costs.plain);
      found.relay(judgeRelay(await ask(session, relayRequest)));
    },
    ...estimate.probes.map(feature => async () => {
      const probe = probeOf(feature);
      found.begins(feature);
      if (probe === undefined) return;
      found.spends(estimate.costs.probe(feature));
      const { verdict, closed } = await measure(probe, subject);
      found.feature(feature, verdict);
      if (closed !== undefined) found.step(closed);
    }),
  ];
  for (const stage of stages) if (found.goesOn) await stage();
  if (found.goesOn) for (const { feature, why } of estimate.skipped) found.feature(feature, unknown(why));
  return found.report();
}

const tooDear = 'it would cost more than --max-cost leaves';

/** What stands there, whether the credential opens it, what it offers, and whether a model answers. */
async function whoAndWhether(subject: CheckSubject, found: ReportBuilder): Promise<void> {
  const { profile, session, estimate, models } = subject;
  const gateway = isGateway(profile);
  found.begins('identified');
  const open = gateway ? await identify(session, profile) : undefined;
  // A release that steals credentials gets none.
  if (open !== undefined && isHarmful(open)) return found.product(open, identifiedStep(open, profile));
  if (!estimate.asksPlain) {
    found.product(open, identifiedStep(open, profile));
    found.step(step('authenticated', 'unknown', 'no message was sent'));
    await whatIsOffered(subject, open, found);
    return found.step(step('answered', 'skipped', tooDear));
  }
  found.begins('answered');
  found.spends(estimate.costs.plain);
  const seen = await ask(session, plainRequest);
  const product = open ?? (gateway ? identifyByAnswer(session, seen) : undefined);
  found.product(product, identifiedStep(product, profile));
  const { authenticated, answered } = judgeAnswer(seen, session.model, models[0]?.field);
  found.step(authenticated);
  // Who is known but may not use the model (403) sees by the list what may be used.
  const known = seen.outcome === 'refused' && (seen.status === 403 || isModelDenied(seen));
  if (!found.goesOn && !known) return found.step(answered);
  await whatIsOffered(subject, product, found);
  found.step(answered);
}

/** What costs nothing: the models, and what the key may. */
async function whatIsOffered(
  { profile, session, models }: CheckSubject,
  product: Product | undefined,
  found: ReportBuilder,
): Promise<void> {
  const listing = await listModels(session, models);
  found.step(listing.step);
  if (isGateway(profile)) found.feature('model-discovery', listing.discovery);
  const told = await readKey(session, product);
  found.key(told.key, told.step);
}

/** What a probe shows; `closed`: the server answers nothing any more. */
type Measured = { readonly verdict: Verdict; readonly closed?: Step };

/** The requests of a probe, one after the other, until they decide. */
async function measure(probe: Probe, subject: CheckSubject): Promise<Measured> {
  const { session, context } = subject;
  const [first, ...others] = probe.requests(context);
  if (first === undefined)
    return { verdict: unknown('Claude Code does not send it to a backend of this kind') };
  let last = await ask(session, first);
  let seen: SeenExchanges = [last];
  let verdict = probe.decide(seen);
  for (const request of others) {
    if (verdict !== undefined) break;
    last = await ask(session, request);
    seen = [...seen, last];
    verdict = probe.decide(seen);
  }
  const decided = verdict ?? unknown('what was seen decides nothing');
  return mayHaveClosed(last, decided) ? compared(decided, subject) : { verdict: decided };
}

/**
 * A refusal shows something only while a plain message is answered. The refused request is not billed, and no plain
 * message is dearer than one of a probe: this costs nothing that is not in the estimate.
 */
async function compared(decided: Verdict, { session }: CheckSubject): Promise<Measured> {
  const plain = await ask(session, plainRequest);
  if (plain.outcome === 'answered') return { verdict: decided };
  const verdict = unknown('a plain message was not answered any more either');
  const { answered } = judgeAnswer(plain, session.model);
  // Who is overloaded may answer the next one.
  const forNow = plain.outcome !== 'refused' || plain.status === 429 || plain.status >= 500;
  return forNow && !(plain.outcome === 'refused' && isOutOfMoney(plain.words))
    ? { verdict }
    : { verdict, closed: answered };
}

/** What a check has found out so far. After the stop nothing is added: it would tell of the stop only. */
class ReportBuilder {
  #steps: readonly Step[] = [];
  readonly #features: ProbeResult[] = [];
  readonly #subject: CheckSubject;
  readonly #stop: AbortSignal;
  readonly #progress: (news: Progress) => void;
  #title: string;
  #litellm: string | null = null;
  #relay: Relay = 'unknown';
  #key: Key | null = null;
  #spent = 0;

  constructor(subject: CheckSubject, stop: AbortSignal, progress: (news: Progress) => void) {
    this.#subject = subject;
    this.#stop = stop;
    this.#progress = progress;
    this.#title = vendorOf(subject.profile);
  }

  /** Whether there is sense in asking on. */
  get goesOn(): boolean {
    return !this.#stop.aborted && !this.#steps.some(({ state }) => state === 'failed');
  }

  begins(what: FeatureId | StepId): void {
    this.#progress({ begins: isFeature(what) ? features[what].title : what });
  }

  /** Something is asked that costs up to that many US dollars. */
  spends(amount: number): void {
    this.#spent += amount;
  }

  /** Adds a step; what was said of the same one before no longer holds. */
  step(news: Step): void {
    if (this.#stop.aborted) return;
    const named = forProfile(news, this.#subject.name, this.#subject.profile);
    this.#steps = [...this.#steps.filter(({ step }) => step !== named.step), named];
    this.#progress({ step: named });
  }

  feature(feature: FeatureId, verdict: Verdict): void {
    if (this.#stop.aborted) return;
    const news = { feature, ...verdict };
    this.#features.push(news);
    this.#progress({ feature: news });
  }

  product(product: Product | undefined, news: Step): void {
    if (product !== undefined) this.#title = titleOf(product);
    if (product?.name === 'LiteLLM') this.#litellm = product.version ?? null;
    this.step(news);
  }

  key(key: Key | null, news: Step): void {
    if (!this.#stop.aborted) this.#key = key;
    this.step(news);
  }

  relay({ relay, step }: { readonly relay: Relay; readonly step: Step }): void {
    if (!this.#stop.aborted) this.#relay = relay;
    this.step(step);
  }

  report(): Report {
    const { name, at, session, estimate } = this.#subject;
    return {
      profile: name,
      at: at.toISOString(),
      versions: `${this.#title}, ${session.model}`,
      litellm: this.#litellm,
      model: session.model,
      steps: this.#steps,
      features: this.#features,
      skipped: estimate.skipped.map(({ feature }) => feature),
      relay: this.#relay,
      key: this.#key,
      estimate: this.#spent,
      stopped: this.#stop.aborted,
    };
  }
}

/** What stands there as far as the profile alone tells. */
function vendorOf(profile: Profile): string {
  if (isGateway(profile)) return 'unknown gateway';
  return profile.backend === 'anthropic' ? 'Anthropic API' : backends[profile.backend].title;
}

function isFeature(what: FeatureId | StepId): what is FeatureId {
  return Object.hasOwn(features, what);
}
