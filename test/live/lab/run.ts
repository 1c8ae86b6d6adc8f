import { asRecord, parseObject } from '../../../src/base/json.ts';
import type { FeatureId } from '../../../src/features/features.ts';
import { levers } from '../../../src/features/levers.ts';
import type { Outcome } from '../programs.ts';
import {
  type Asker,
  advisorPlayed,
  byModel,
  countedOnTheWay,
  decide,
  interleavedAnyway,
  type Measured,
  noAnswer,
  onlyWhenAsked,
} from './decide.ts';
import { type SeenFeature, seenFeatures } from './features.ts';
import type { Hearing, Lab } from './lab.ts';
import { masterKey } from './litellm.ts';
import type { Asked } from './message.ts';
import { madeUpBeta, probedFeatures, probeRequest, probes } from './probes.ts';
import type { LabRoute } from './routes.ts';
import { lastWord } from './script.ts';

/** What was measured on one route. */
export type RouteMeasured = {
  /** The betas that Claude Code sent, by what became of them. */
  readonly betas: { readonly arrived: readonly string[]; readonly dropped: readonly string[] };
  /** Whether a beta that nobody knows reaches the vendor; null where nothing stands between. */
  readonly relaysUnknown: boolean | null;
  readonly features: { readonly [Id in FeatureId]?: Measured };
};

/** What was heard of one thing, with what went wrong in it by feature. */
type Told = Pick<Hearing, 'sent' | 'received'> & {
  readonly refused: ReadonlyMap<FeatureId | null, string>;
  readonly failure: string | undefined;
  /** What was refused, and did not matter: it was asked again without. */
  readonly recovered: ReadonlyMap<FeatureId | null, string>;
};

/** The features that only an older model or an option shows; all others show in a plain run. */
const inOlderRun: readonly SeenFeature[] = [
  'model-aliases',
  'prompt-caching-1h',
  'interleaved-thinking',
  'context-1m',
];

/** Measures a route: three runs of Claude Code, and behind a gateway the probes. */
export async function measureRoute(lab: Lab, route: LabRoute): Promise<RouteMeasured> {
  await addProfiles(lab, route);
  const plain = await told(lab, route, () => lab.claude('plain'));
  // Where nothing stands between, a run that fails is of a version that does not know the route, or of the recorder.
  if (route.through === null && plain.failure !== undefined)
    throw new Error(`Claude Code does not get there: ${plain.failure}`);
  const older = await told(lab, route, () => lab.claude('older', '--model', 'sonnet'));
  const features: { [Id in SeenFeature]?: Measured } = {};
  const judge = (
    feature: SeenFeature,
    { refused, recovered, ...heard }: Told,
    asker: Asker = 'Claude Code',
  ) =>
    decide(feature, route.vendor, {
      ...heard,
      asker,
      refusal: refused.get(feature),
      recovered: recovered.get(feature),
    });
  const asked = await told(lab, route, () => lab.errand('asked'));
  for (const feature of seenFeatures) {
    if (feature in probes) continue;
    features[feature] = judge(feature, inOlderRun.includes(feature) ? older : plain);
  }
  // Some of LiteLLM’s providers keep it for the models alone that a list of theirs has.
  if (route.through !== null)
    features['prompt-caching-1h'] = byModel(
      [claudeName(route.models.budget), judge('prompt-caching-1h', older)],
      [claudeName(route.models.adaptive), judge('prompt-caching-1h', asked)],
    );
  // A search is a call of its own: Claude Code is told that it failed, and goes on.
  features['web-search'] = judge('web-search', {
    ...asked,
    refused: new Map([...asked.recovered, ...asked.refused]),
  });
  features['fast-mode'] = onlyWhenAsked(judge('fast-mode', plain), judge('fast-mode', asked));
  features.advisor = advisorPlayed(judge('advisor', asked), asked.received);
  const interleaved = judge('interleaved-thinking', older);
  // Other models do as they do; a header says nothing to them.
  features['interleaved-thinking'] =
    route.vendor === 'openai'
      ? interleaved
      : interleavedAnyway(interleaved, judge('extended-thinking', plain));
  features['fine-grained-tool-streaming'] = onlyWhenAsked(
    judge('fine-grained-tool-streaming', plain),
    judge('fine-grained-tool-streaming', older),
  );
  // Anthropic’s own platforms get it by a flag of Anthropic’s, which the lab has no server for.
  if (['anthropic', 'anthropic-aws', 'anthropic-gcp'].includes(route.id))
    delete features['fine-grained-tool-streaming'];
  // Its key cannot come from a helper there, and to a host’s environment Claude Code does not send it.
  if (route.vendor !== 'foundry' || route.through !== null)
    features['auto-mode'] = judge('auto-mode', await told(lab, route, () => lab.action('plain')));
  else delete features['auto-mode'];
  const looked = judge('images-pdf', asked);
  if (looked.sent !== '') features['images-pdf'] = looked;
  const agent = plain.sent.at(-1)?.headers ?? {};
  if (route.through !== null)
    for (const feature of probedFeatures) {
      if (feature in features) continue;
      const probed = await told(lab, route, () => send(lab, route, probes[feature], agent));
      const cell = judge(feature, probed, 'by hand');
      features[feature] = feature === 'token-counting' ? countedOnTheWay(cell) : cell;
    }
  return {
    betas: fates(plain, older, asked),
    relaysUnknown: route.through === null ? null : await relaysUnknown(lab, route, agent),
    features,
  };
}

/** The model behind a name of a cloud, or of the lab’s LiteLLM. */
function claudeName(name: string): string {
  return /claude-[a-z]+-\d-\d/.exec(name)?.[0] ?? name;
}

/** Profiles as a user would make them: one plain, one with an older model, one with what the program asks for only on demand. */
async function addProfiles(lab: Lab, route: LabRoute): Promise<void> {
  const address = lab.address(route);
  const needsKey = route.preset === 'direct' || route.preset === 'foundry';
  const secret = needsKey ? 'apiKey' : route.through === null ? undefined : 'token';
  const common = [...route.fields, ...(address === undefined ? [] : [`baseUrl=${address}`])];
  const older = [`models.sonnet=${route.models.budget}[1m]`, levers.oneHour, levers.toolStreaming];
  for (const [name, fields] of [
    ['plain', []],
    ['older', older],
    [
      'asked',
      [
        'env.CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK=1',
        'env.CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL=1',
        levers.oneHour,
      ],
    ],
  ] as const) {
    const all = [...common, `models.default=${route.models.adaptive}`, ...fields];
    const args = all.flatMap(field => ['--set', field]);
    await lab.cgw(['remove', name]);
    const { exitCode, stderr } = await lab.cgw([
      'add',
      name,
      '--from',
      route.preset,
      ...args,
      ...(secret === undefined ? [] : ['--secret', lab.secret(secret)]),
    ]);
    if (exitCode !== 0) throw new Error(`cgw add ${route.preset} failed: ${stderr}`);
  }
}

/**
 * Does something until it succeeds. Each refusal of a vendor is written down to its feature, and its rule lifted
 * for the next try, so that one refusal does not hide the rest.
 */
async function told(lab: Lab, route: LabRoute, act: () => Promise<Outcome>): Promise<Told> {
  const refused = new Map<FeatureId | null, string>();
  try {
    for (;;) {
      const { result, sent, received, refusals } = await lab.listen(route, () => act().catch(tooLate));
      const failure = result.stdout.includes(lastWord) ? undefined : oneLine(result);
      const fresh = refusals.filter(({ rule }) => !refused.has(rule.feature));
      if (failure === undefined || fresh.length === 0) {
        const recovered = new Map(fresh.map(({ rule, message }) => [rule.feature, message]));
        return { sent, received, refused, failure, recovered };
      }
      for (const { rule, message } of fresh) {
        refused.set(rule.feature, message);
        lab.lift(rule);
      }
    }
  } finally {
    lab.restore();
  }
}

/** A program that is not done in a minute was given no answer. */
function tooLate(error: unknown): Outcome {
  const stderr = String(error).includes('took longer') ? noAnswer : String(error);
  return { exitCode: null, signal: null, stdout: '', stderr };
}

function oneLine({ stdout, stderr }: Outcome): string {
  return `${stdout} ${stderr}`.replace(/\s+/g, ' ').trim().slice(0, 300) || 'no answer';
}

/** Sends a probe; its outcome is told as a program’s would be. */
async function send(
  lab: Lab,
  route: LabRoute,
  asked: Parameters<typeof probeRequest>[1],
  agent: Asked['headers'],
): Promise<Outcome> {
  const { path, headers, body } = probeRequest(route, asked, masterKey, agent);
  const response = await fetch(`${lab.address(route)}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const stdout = response.ok ? lastWord : messageOf(text);
  return { exitCode: response.ok ? 0 : 1, signal: null, stdout, stderr: '' };
}

/** The words of an error in any of the dialects, else the whole answer. */
function messageOf(text: string): string {
  const body = parseObject(text);
  const parts = [body?.error, body?.detail, body].map(part => asRecord(part));
  const words = parts
    .flatMap(({ message, error }) => [message, error])
    .find(word => typeof word === 'string');
  return words ?? text;
}

async function relaysUnknown(lab: Lab, route: LabRoute, agent: Asked['headers']): Promise<boolean> {
  const unknown = { betas: [madeUpBeta], fields: {} };
  const { received } = await lab.listen(route, () => send(lab, route, unknown, agent));
  return received.some(({ betas }) => betas.includes(madeUpBeta));
}

/** What became of the betas that Claude Code sent. */
function fates(...runs: readonly Told[]): RouteMeasured['betas'] {
  const of = (side: 'sent' | 'received') =>
    new Set(runs.flatMap(run => run[side]).flatMap(({ betas }) => betas));
  const received = of('received');
  const sent = [...of('sent')].sort();
  return {
    arrived: sent.filter(beta => received.has(beta)),
    dropped: sent.filter(beta => !received.has(beta)),
  };
}
