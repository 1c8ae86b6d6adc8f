import type { FeatureId } from '../features/feature.ts';
import { isGateway } from '../features/operators.ts';
import type { Profile } from '../profile/profile.ts';
import { ask } from './ask.ts';
import type { Estimate } from './estimate.ts';
import type { Exchange } from './exchange.ts';
import type { NamedModel } from './models.ts';
import type { Probe, Seen } from './probe.ts';
import { probeOf } from './probes.ts';
import { type Relay, relayOf, relayRequest } from './relay.ts';
import type { FeatureVerdict, Report } from './report.ts';
import type { ProbeWorld } from './request.ts';
import type { Session } from './session.ts';
import { forProfile, type Step, step } from './step.ts';
import { judgeAnswer, plainRequest } from './steps/answered.ts';
import { identify, titleOf } from './steps/identified.ts';
import { type Key, keyOf } from './steps/key.ts';
import { listModels } from './steps/models.ts';
import { reachable } from './steps/reachable.ts';
import { unknown, type Verdict } from './verdict.ts';

/** Something that was found out, as soon as it was. */
export type Progress =
  | { readonly begins: string }
  | { readonly step: Step }
  | { readonly feature: FeatureVerdict };

export type Subject = {
  readonly name: string;
  readonly profile: Profile;
  readonly session: Session;
  readonly models: readonly NamedModel[];
  readonly estimate: Estimate;
  readonly world: ProbeWorld;
  /** When it began. */
  readonly at: Date;
};

/** The vendor behind each kind of profile that is no gateway. */
const vendors: { readonly [backend: string]: string } = {
  anthropic: 'Anthropic API',
  bedrock: 'Amazon Bedrock',
  mantle: 'Bedrock Mantle',
  'anthropic-aws': 'Claude Platform on AWS',
  'anthropic-gcp': 'Claude on Google Cloud',
  vertex: 'Google Vertex AI',
  foundry: 'Microsoft Foundry',
};

/**
 * Checks a profile step by step, then feature by feature. It ends at the first step that makes the rest meaningless,
 * and as soon as it is stopped; what was found out until then is in the report.
 */
export async function runCheck(
  subject: Subject,
  stop: AbortSignal,
  progress: (news: Progress) => void,
): Promise<Report> {
  const { name, profile, session, models, estimate, at } = subject;
  const steps: Step[] = [];
  const features: FeatureVerdict[] = [];
  let versions = [vendors[profile.backend] ?? 'unknown gateway', session.model].join(', ');
  let relay: Relay = 'unknown';
  let key: Key | null = null;

  const found = (...news: readonly Step[]) => {
    // What comes after the stop tells of the stop.
    if (stop.aborted) return;
    for (const each of news.map(one => forProfile(one, name))) {
      steps.push(each);
      progress({ step: each });
    }
  };
  const measured = (feature: FeatureId, verdict: Verdict) => {
    if (stop.aborted) return;
    const news = { feature, ...verdict };
    features.push(news);
    progress({ feature: news });
  };
  const report = (): Report => ({
    profile: name,
    at: at.toISOString(),
    versions,
    model: session.model,
    steps,
    features,
    relay,
    key,
    estimate: estimate.total,
    stopped: stop.aborted,
  });
  const goesOn = () => !stop.aborted && !steps.some(({ state }) => state === 'failed');

  const stages: readonly (() => Promise<void>)[] = [
    async () => {
      progress({ begins: 'reachable' });
      found(await reachable(session));
    },
    async () => {
      progress({ begins: 'identified' });
      const { product, step: identified } = await identify(session, profile);
      if (product !== undefined) versions = `${titleOf(product)}, ${session.model}`;
      found(identified);
      if (!goesOn()) return;
      progress({ begins: 'answered' });
      const seen = await ask(session, plainRequest);
      const { authenticated, answered } = judgeAnswer(seen, session.model);
      found(authenticated);
      // Who is known but may not use the model (403) sees by the list what may be used.
      const known = seen.outcome === 'refused' && seen.status === 403;
      if (!goesOn() && !known) return found(answered);
      const listing = await listModels(session, models);
      found(listing.step);
      if (isGateway(profile)) measured('model-discovery', listing.discovery);
      const told = await keyOf(session, product);
      if (!stop.aborted) key = told.key;
      found(told.step, answered);
    },
    async () => {
      progress({ begins: 'relay' });
      const seen = relayOf(await ask(session, relayRequest));
      if (!stop.aborted) relay = seen;
      found(relayStep(seen));
    },
    ...estimate.probes.map(feature => async () => {
      const probe = probeOf(feature);
      if (probe === undefined) return;
      progress({ begins: feature });
      measured(feature, await measure(probe, subject));
    }),
  ];
  for (const stage of stages) if (goesOn()) await stage();
  if (goesOn()) for (const { feature, why } of estimate.skipped) measured(feature, unknown(why));
  return report();
}

/** The requests of a probe, one after the other, until they decide. */
async function measure(probe: Probe, { session, world }: Subject): Promise<Verdict> {
  const [first, ...others] = probe.requests(world);
  let seen: Seen = [await ask(session, first)];
  let verdict = probe.decide(seen);
  for (const request of others) {
    if (verdict !== undefined) break;
    const next: Exchange = await ask(session, request);
    seen = [...seen, next];
    verdict = probe.decide(seen);
  }
  return verdict ?? unknown('what was seen decides nothing');
}

function relayStep(relay: Relay): Step {
  switch (relay) {
    case 'verbatim':
      return step('relay', 'ok', 'a made-up anthropic-beta was refused: nothing is dropped without a word');
    case 'filtered':
      return step(
        'relay',
        'warning',
        'a made-up anthropic-beta was answered: unknown values are dropped, or not heeded',
        'new features of Claude Code may be lost without a word until this server knows them',
      );
    case 'unknown':
      return step('relay', 'unknown', 'what becomes of anthropic-beta does not show');
  }
}
