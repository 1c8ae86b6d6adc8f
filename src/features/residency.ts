import type { Profile } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import type { Support } from './cell.ts';
import { pages, platform, studySection } from './evidence.ts';
import { isGateway } from './operators.ts';
import { type Routes, routesOf } from './route-of.ts';
import { routes } from './routes.ts';

/** Where requests end up, judged for a need about the place. */
type PlaceJudgement = { readonly state: Support; readonly text: string; readonly source: string };

const decision = studySection('Recommendations, Decision Matrix').source;

/** Native Bedrock is in, a gateway in front of Bedrock only in part: it sees every request as well. */
export function onBedrock(profile: Profile): PlaceJudgement {
  if (profile.backend === 'bedrock')
    return judgement('full', 'Native Bedrock (CLAUDE_CODE_USE_BEDROCK=1)', decision);
  if (profile.backend === 'mantle')
    return judgement(
      'unknown',
      'Bedrock’s Mantle endpoint: whether your rules cover it was not read',
      pages.bedrock.source,
    );
  return behindGateway(profile, 'bedrock', 'Bedrock');
}

/** Vertex AI in a region; `global` may be served from anywhere. */
export function inGoogleCloud(profile: Profile): PlaceJudgement {
  if (profile.backend === 'vertex') {
    const path = globalPath(profile);
    if (path !== undefined)
      return judgement(
        'partial',
        `Vertex AI, but ${path}=global may be served from anywhere (${path}=eu, us or one region)`,
        pages.vertex.source,
      );
    const region = typeof profile.region === 'string' ? profile.region : 'us-east5, unless you set region';
    return judgement('full', `Vertex AI in ${region}`, pages.vertex.source);
  }
  if (profile.backend === 'anthropic-gcp')
    return judgement(
      'unknown',
      'Anthropic runs it on Google Cloud; what it promises of places was not read',
      pages.vertex.source,
    );
  return behindGateway(profile, 'vertex', 'Vertex AI');
}

/** London and Zurich are in Europe, and not in the Union. */
const euRegion = /^eu$|^(?!(eu-west-2|eu-central-2|europe-west2|europe-west6)$)(eu|eusc|europe)-/;

/** Where the fields of a profile keep requests in the European Union, or which would. */
export function inEuropeanUnion(profile: Profile): PlaceJudgement {
  switch (profile.backend) {
    case 'bedrock':
    case 'mantle':
      return inAws(profile, profile.backend === 'bedrock' ? pages.bedrock.source : platform.mantle.source);
    case 'vertex':
      return inRegion(profile, 'Vertex AI', 'eu', platform.vertex.source);
    case 'foundry':
      return judgement(
        'none',
        'Foundry deploys Claude globally or in the US data zone',
        platform.foundry.source,
      );
    case 'anthropic':
    case 'anthropic-aws':
      return judgement(
        'none',
        'Anthropic runs models worldwide, or in the US alone (inference_geo)',
        profile.backend === 'anthropic' ? platform.residency.source : platform.claudeOnAws.source,
      );
    case 'anthropic-gcp':
      return judgement('unknown', 'What it promises of places was not read', pages.gcp.source);
    default: {
      const local = withoutInternet(profile);
      if (local.state === 'full') return local;
      return judgement(
        'unknown',
        'Gateway and upstream have to stand in the EU; neither says where it does',
        pages.gateway.source,
      );
    }
  }
}

/** On AWS a part of the world stands before a model’s name, or is made of the region. */
function inAws(profile: Profile, source: string): PlaceJudgement {
  const named = Object.entries(groupOf(profile.models)).find(
    ([, model]) => typeof model === 'string' && /^(us|apac|jp|au|global)\./.test(model),
  );
  if (named !== undefined)
    return judgement('partial', `models.${named[0]}=${named[1]} may be served elsewhere (eu.…)`, source);
  const { regionPrefix } = profile;
  if (typeof regionPrefix === 'string' && regionPrefix !== 'eu')
    return judgement(
      'partial',
      `regionPrefix=${regionPrefix} may be served elsewhere (regionPrefix=eu)`,
      source,
    );
  return inRegion(profile, 'AWS', 'eu-central-1', source);
}

/** A region inside, or the setting that makes it one. */
function inRegion(profile: Profile, cloud: string, inside: string, source: string): PlaceJudgement {
  const region = typeof profile.region === 'string' ? profile.region : undefined;
  const elsewhere = Object.entries(groupOf(profile.regions)).find(
    ([, value]) => typeof value === 'string' && !euRegion.test(value),
  );
  if (elsewhere !== undefined)
    return judgement('partial', `regions.${elsewhere[0]}=${elsewhere[1]} is not in the EU`, source);
  if (region !== undefined && euRegion.test(region))
    return judgement('full', `${cloud} in ${region}`, source);
  const now = region === undefined ? 'No region is said' : `${region} is not in the EU`;
  return judgement('partial', `${now}: region=${inside} keeps ${cloud} there`, source);
}

/** The field that lets requests go to any region, if there is one. */
function globalPath({ region, regions }: Profile): string | undefined {
  if (region === 'global') return 'region';
  const model = Object.entries(groupOf(regions)).find(([, value]) => value === 'global')?.[0];
  return model === undefined ? undefined : `regions.${model}`;
}

/** Servers that run models on the machine they are installed on, with the page that says so. */
const localServers: { readonly [product: string]: string } = {
  ollama: 'https://docs.ollama.com/integrations/claude-code',
  lmstudio: 'https://lmstudio.ai/docs/integrations/claude-code',
  vllm: 'https://docs.vllm.ai/en/stable/serving/integrations/claude_code/',
  llamacpp: 'https://huggingface.co/blog/ggml-org/anthropic-messages-api-in-llamacpp',
};

/** Products that pass requests on to anywhere, so that only their owner knows where models run. */
const relays: readonly (string | undefined)[] = ['litellm', 'claude-code-router', 'bifrost', 'kong', 'envoy'];

/** Models on one’s own machine. Claude models never are. */
export function withoutInternet(profile: Profile): PlaceJudgement {
  const product = typeof profile.product === 'string' ? profile.product : undefined;
  const local =
    product !== undefined && Object.hasOwn(localServers, product) ? localServers[product] : undefined;
  const host = hostOf(profile);
  if (isGateway(profile) && local !== undefined)
    return isNear(host)
      ? judgement('full', `The models run on ${host}`, local)
      : judgement('unknown', `Whether ${host} is in your own network is for you to say`, local);
  if (
    isGateway(profile) &&
    servesOthers(routesOf(profile)) &&
    (product === undefined || relays.includes(product))
  )
    return judgement('unknown', 'Depends on where this server has its models', pages.gateway.source);
  if (isGateway(profile) && product === undefined && profile.modelFamily === undefined)
    return judgement('unknown', 'Which models this server has, and where, is not said', pages.gateway.source);
  return judgement('none', 'Every request goes to a provider on the internet', pages.gateway.source);
}

function servesOthers(ids: Routes): boolean {
  return ids.every(id => routes[id].signer === 'other models');
}

/** What a gateway forwards to decides; the gateway itself has to be in the same place. */
function behindGateway(profile: Profile, wanted: 'bedrock' | 'vertex', title: string): PlaceJudgement {
  const ids = routesOf(profile);
  if (!isGateway(profile)) return judgement('none', `${routes[ids[0]].title} is not ${title}`, decision);
  const reached = ids.map(id => routes[id].signer);
  const through = judgement(
    'partial',
    `The models run on ${title}, but the gateway sees every request and has to comply too`,
    decision,
  );
  if (reached.every(each => each === wanted) || profile.backend === `gateway-${wanted}`) return through;
  if (profile.upstream !== undefined && reached.includes('a gateway'))
    return String(profile.upstream).startsWith(wanted)
      ? through
      : judgement('none', `The gateway forwards to ${profile.upstream}, not to ${title}`, decision);
  if (reached.includes(wanted) || reached.includes('a gateway'))
    return judgement(
      'unknown',
      'What stands behind the gateway is not said (upstream=…)',
      pages.gateway.source,
    );
  return judgement('none', `${routes[ids[0]].title} is not ${title}`, decision);
}

function judgement(state: Support, text: string, source: string): PlaceJudgement {
  return { state, text, source };
}

function groupOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function hostOf(profile: Profile): string {
  const url = String(profile.baseUrl ?? '');
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** This machine, or a name or address that only a local network has. */
function isNear(host: string): boolean {
  return (
    /^(localhost|127\..*|\[::1\]|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*)$/.test(host) ||
    host.endsWith('.local') ||
    /^[\w-]+$/.test(host)
  );
}
