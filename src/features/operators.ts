import type { Profile } from '../backends/profile.ts';
import type { Evidence, Sources, Support } from './cell.ts';
import { litellm, pages, platform, studySection, vendors } from './evidence.ts';
import { routesOf } from './route-of.ts';

/** What running a team asks of whoever stands between Claude Code and the models. */
export const traitIds = ['cost-tracking', 'central-auth', 'audit-log', 'load-balancing'] as const;

export type TraitId = (typeof traitIds)[number];

/** What an operator offers of one trait: `text` says what, or what is missing. */
export type Trait = {
  readonly state: Support;
  readonly text: string;
  readonly evidence: Sources;
};

type Operator = { readonly [Id in TraitId]: Trait };

/** Documentation of an operator, at the address where it was read. */
function read(source: string, versions = 'autumn 2026', checked = '2026-11-22'): Evidence {
  return { kind: 'documented', source, checked, versions };
}

/** The same, read later. */
function readOn(checked: string, source: string): Evidence {
  return read(source, undefined, checked);
}

const undated = 'a copy without date, older than autumn 2026';

const docs = {
  comparison: read('https://docs.claude.com/s/claude-code-enterprise-setup', undated),
  costs: read('https://docs.claude.com/es/docs/claude-code/costs', undated),
  foundry: read('https://code.claude.com/docs/en/microsoft-foundry'),
  awsConsole: read('https://docs.aws.amazon.com/claude-platform/latest/userguide/console.md'),
  awsMonitoring: read('https://docs.aws.amazon.com/claude-platform/latest/userguide/monitoring.md'),
  litellmSpend: read('https://docs.litellm.ai/docs/proxy/cost_tracking'),
  litellmKeys: read('https://docs.litellm.ai/docs/proxy/virtual_keys'),
  litellmLogs: read('https://docs.litellm.ai/docs/proxy/logging'),
  litellmAudit: read('https://docs.litellm.ai/docs/proxy/multiple_admins'),
  litellmProxy: read('https://docs.litellm.ai/docs/simple_proxy'),
  openrouterFaq: read('https://openrouter.ai/docs/faq'),
  openrouterTeams: vendors.openrouterTeams,
  openrouterRouting: read('https://openrouter.ai/docs/guides/routing/provider-selection'),
  vercel: read('https://vercel.com/docs/ai-gateway'),
  vercelBudgets: readOn('2026-11-30', 'https://vercel.com/docs/ai-gateway/observability-and-spend/budgets'),
  portkey: read('https://portkey.ai/docs/integrations/libraries/claude-code'),
  portkeyOld: read('https://portkey.ai/docs/virtual_key_old/integrations/libraries/claude-code', undated),
  cloudflare: read('https://developers.cloudflare.com/ai-gateway/'),
  cloudflareFeatures: read('https://developers.cloudflare.com/ai-gateway/features'),
  cloudflareLimits: readOn(
    '2026-11-30',
    'https://developers.cloudflare.com/ai-gateway/features/spend-limits/',
  ),
  cloudflareAudit: read('https://developers.cloudflare.com/ai-gateway/reference/audit-logs/'),
  cloudflareClaude: read(
    'https://developers.cloudflare.com/ai-gateway/integrations/coding-agents/claude-code/',
  ),
  bifrostKeys: read('https://docs.getbifrost.ai/features/governance/virtual-keys'),
  bifrostAudit: read('https://docs.getbifrost.ai/enterprise/audit-logs'),
  bifrostRouting: read('https://www.getmaxim.ai/bifrost/resources/governance.md'),
  kong: read('https://developer.konghq.com/ai-manager'),
  kongMetering: read('https://developer.konghq.com/plugins/metering-and-billing/examples/meter-ai-tokens'),
  kongBalancing: read('https://developer.konghq.com/gateway/load-balancing'),
  router: read('https://github.com/musistudio/claude-code-router'),
  ollama: readOn('2026-11-29', 'https://docs.ollama.com/integrations/claude-code'),
  vllm: read('https://docs.vllm.ai/en/stable/serving/integrations/claude_code/'),
  envoyLimits: read(
    'https://aigateway.envoyproxy.io/docs/0.1/capabilities/usage-based-ratelimiting',
    'Envoy AI Gateway 0.1',
  ),
  envoyRelease: read(
    'https://newreleases.io/project/github/envoyproxy/ai-gateway/release/v0.1.0',
    'Envoy AI Gateway 0.1',
  ),
} as const;

/** The study’s reason to have a gateway at all. */
const goodFit = studySection('Recommendations, When to Use LLM Gateway, Good fit');

const trait =
  (state: Support) =>
  (text: string, ...evidence: Sources): Trait => ({ state, text, evidence });

const has = trait('full');
const partly = trait('partial');
const lacks = trait('none');
const unknown = trait('unknown');

const oneProvider = lacks('One provider: no fallback to another', goodFit);

/** A gateway’s own pages do not say, or were not read. */
function unread(...evidence: Sources): Trait {
  return unknown('Its documentation, as far as it was read, does not say', ...evidence);
}

/** Nothing is known of a server that only says it speaks Anthropic’s format. */
const ask = unknown('Not known of this server: ask whoever runs it', pages.gateway);

const iam = partly('AWS IAM decides who may call; each user needs AWS credentials', docs.comparison);

/** A cloud’s bill and budgets; Claude Code’s own metrics go to Anthropic from nowhere but Anthropic, yet to you from everywhere. */
function cloudBill(cloud: string): Trait {
  return partly(
    `${cloud} bill and its budgets; by user through OpenTelemetry, as everywhere`,
    pages.costs,
    pages.monitoring,
  );
}

/** Who runs what stands first on the way to the models: a provider, or a gateway’s product. */
export const operators = {
  anthropic: {
    'cost-tracking': partly(
      'Limits by workspace, spend by user in the Console; this provider alone',
      pages.costs,
    ),
    'central-auth': partly('The organisation issues keys, each user holds one', docs.comparison),
    'audit-log': partly('A Compliance API for organisations; no log of requests', platform.overview),
    'load-balancing': oneProvider,
  },
  'anthropic-login': {
    'cost-tracking': partly(
      'Team and Enterprise: spend limits, a report by user; other plans have limits alone',
      pages.costs,
    ),
    'central-auth': partly('Each user signs in; teams manage their members', docs.comparison),
    'audit-log': partly('Enterprise alone: audit logs and the Compliance API', pages.retention),
    'load-balancing': oneProvider,
  },
  bedrock: {
    'cost-tracking': cloudBill('The AWS'),
    'central-auth': iam,
    'audit-log': partly('AWS CloudTrail, which you set up and read yourself', docs.comparison),
    'load-balancing': oneProvider,
  },
  mantle: {
    'cost-tracking': cloudBill('The AWS'),
    'central-auth': iam,
    'audit-log': unknown('Whether AWS CloudTrail covers this endpoint was not read', pages.bedrock),
    'load-balancing': oneProvider,
  },
  'anthropic-aws': {
    'cost-tracking': partly('The AWS bill, and costs in the Claude Console', docs.awsConsole),
    'central-auth': iam,
    'audit-log': partly('AWS CloudTrail, with data events switched on at extra charge', docs.awsMonitoring),
    'load-balancing': oneProvider,
  },
  'anthropic-gcp': {
    'cost-tracking': partly('Billed by Google Cloud’s Marketplace; by user through OpenTelemetry', pages.gcp),
    'central-auth': partly('Google IAM decides who may call; each user needs a login', pages.gcp),
    'audit-log': unread(pages.gcp),
    'load-balancing': oneProvider,
  },
  vertex: {
    'cost-tracking': cloudBill('The Google Cloud'),
    'central-auth': partly('Google IAM decides who may call; each user needs a login', docs.comparison),
    'audit-log': partly('Google Cloud Audit Logs, which you set up yourself', docs.comparison),
    'load-balancing': oneProvider,
  },
  foundry: {
    'cost-tracking': cloudBill('The Azure'),
    'central-auth': partly('Azure RBAC decides who may call; each user needs a login', docs.foundry),
    'audit-log': unread(docs.foundry),
    'load-balancing': oneProvider,
  },
  litellm: {
    'cost-tracking': has('LiteLLM tracks spend by key, user and team', docs.litellmSpend, goodFit),
    'central-auth': has(
      'LiteLLM issues virtual keys; it alone holds the real ones',
      docs.litellmKeys,
      goodFit,
    ),
    'audit-log': has(
      'LiteLLM logs each request; changes of keys and teams with its Enterprise licence',
      docs.litellmLogs,
      docs.litellmAudit,
      goodFit,
    ),
    'load-balancing': has('LiteLLM balances over deployments and falls back', docs.litellmProxy, goodFit),
  },
  // What its pages on each pass-through list.
  'litellm-pass-anthropic': {
    'cost-tracking': has('LiteLLM tracks what is passed through to /v1/messages', litellm.passAnthropic),
    'central-auth': has('LiteLLM’s virtual keys, on its pass-through, too', litellm.passAnthropic),
    'audit-log': has('LiteLLM logs what it passes through', litellm.passAnthropic, docs.litellmLogs),
    'load-balancing': lacks(
      'Passed through as it is: it balances on its own endpoint',
      litellm.passAnthropic,
    ),
  },
  'litellm-pass-bedrock': {
    'cost-tracking': has('LiteLLM tracks what is passed through to Bedrock', litellm.passBedrock),
    'central-auth': has('LiteLLM’s virtual keys; it signs for AWS', litellm.passBedrock),
    'audit-log': has('LiteLLM logs what it passes through', litellm.passBedrock, docs.litellmLogs),
    'load-balancing': partly('Over deployments of one model on Bedrock, not elsewhere', litellm.passBedrock),
  },
  'litellm-pass-vertex': {
    'cost-tracking': partly('LiteLLM names it for Gemini’s endpoint, not for Claude’s', litellm.passVertex),
    'central-auth': has('LiteLLM’s virtual keys; it signs in to Google', litellm.passVertex),
    'audit-log': has('LiteLLM logs what it passes through', litellm.passVertex, docs.litellmLogs),
    'load-balancing': lacks('Passed through as it is: it balances on its own endpoint', litellm.passVertex),
  },
  openrouter: {
    'cost-tracking': has('OpenRouter shows usage and cost in one place', docs.openrouterFaq),
    'central-auth': has('OpenRouter’s organisations manage keys and roles', docs.openrouterTeams),
    'audit-log': partly('OpenRouter shows activity; that is not an audit log', docs.openrouterTeams),
    'load-balancing': has('OpenRouter balances over providers and falls back', docs.openrouterRouting),
  },
  vercel: {
    'cost-tracking': has(
      'Vercel keeps budgets by team, project, key and member',
      docs.vercelBudgets,
      docs.vercel,
    ),
    'central-auth': has('Vercel holds the credentials of the providers', docs.vercel),
    'audit-log': partly('Vercel logs requests; no audit log was read of', docs.vercel),
    'load-balancing': has('Vercel routes between providers and fails over', docs.vercel),
  },
  portkey: {
    'cost-tracking': has('Portkey shows spend by team, project and developer', docs.portkey),
    'central-auth': has('Portkey holds the provider’s keys, with limits by team', docs.portkey),
    'audit-log': has('Portkey logs what Claude Code does, for audits', docs.portkeyOld),
    'load-balancing': unknown('Portkey balances; an older page excepts Claude Code', docs.portkeyOld),
  },
  cloudflare: {
    'cost-tracking': has(
      'Cloudflare limits spend by model, provider, or what a request tells of user and team',
      docs.cloudflareLimits,
      docs.cloudflare,
    ),
    'central-auth': partly('A token for the gateway; the provider’s key travels too', docs.cloudflareClaude),
    'audit-log': partly('Requests are logged; its audit log has configuration only', docs.cloudflareAudit),
    'load-balancing': unknown(
      'It has routing and fallback; whether on this endpoint was not read',
      docs.cloudflareFeatures,
    ),
  },
  bifrost: {
    'cost-tracking': has('Bifrost keeps budgets by virtual key, team and customer', docs.bifrostKeys),
    'central-auth': has('Bifrost issues virtual keys', docs.bifrostKeys),
    'audit-log': partly('Audit logs in Bifrost’s Enterprise edition only', docs.bifrostAudit),
    'load-balancing': has('Bifrost balances by weight and fails over', docs.bifrostRouting),
  },
  kong: {
    'cost-tracking': has('Kong meters and limits tokens by consumer, with plugins', docs.kongMetering),
    'central-auth': has('Kong knows its consumers and holds the real credentials', docs.kong),
    'audit-log': unread(docs.kong),
    'load-balancing': has('Kong balances over models, with a plugin', docs.kongBalancing),
  },
  envoy: {
    'cost-tracking': partly('Envoy counts tokens by user and model, not money', docs.envoyLimits),
    'central-auth': partly('Envoy holds the real credentials; users are up to you', docs.envoyRelease),
    'audit-log': unread(docs.envoyRelease),
    'load-balancing': unread(docs.envoyRelease),
  },
  'claude-code-router': {
    'cost-tracking': partly('claude-code-router limits requests and tokens by key, not money', docs.router),
    'central-auth': partly('claude-code-router holds the real keys; its own are up to you', docs.router),
    'audit-log': unread(docs.router),
    'load-balancing': unread(docs.router),
  },
  /** Whoever serves its own models, or open ones, under one account. */
  maker: {
    'cost-tracking': ask,
    'central-auth': ask,
    'audit-log': ask,
    'load-balancing': oneProvider,
  },
  /** A program that runs models, and nothing around them: it is set up with a credential that it does not read. */
  'local-server': {
    'cost-tracking': lacks('It runs models, and does not know who asks', docs.ollama, docs.vllm),
    'central-auth': lacks('It runs models; it has no users to give keys to', docs.ollama, docs.vllm),
    'audit-log': lacks('It has a log of its own, not an audit log', docs.ollama, docs.vllm),
    'load-balancing': lacks('One server: no fallback to another', goodFit),
  },
  other: {
    'cost-tracking': ask,
    'central-auth': ask,
    'audit-log': ask,
    'load-balancing': ask,
  },
} as const satisfies { readonly [id: string]: Operator };

export type OperatorId = keyof typeof operators;

/** Whether Claude Code speaks to a gateway rather than to the provider of the models. */
export function isGateway({ backend }: Profile): boolean {
  return backend === 'gateway' || backend === 'gateway-bedrock' || backend === 'gateway-vertex';
}

/** Products of one kind, of which each offers as much. */
const kinds: { readonly [product: string]: OperatorId } = {
  deepseek: 'maker',
  'kimi-coding': 'maker',
  mimo: 'maker',
  minimax: 'maker',
  moonshot: 'maker',
  novita: 'maker',
  qwen: 'maker',
  siliconflow: 'maker',
  volcengine: 'maker',
  zai: 'maker',
  llamacpp: 'local-server',
  lmstudio: 'local-server',
  ollama: 'local-server',
  vllm: 'local-server',
};

/** A gateway is known by its product, LiteLLM’s pass-throughs and everything else by the route. */
export function operatorOf(profile: Profile): OperatorId {
  const [route] = routesOf(profile);
  const id = isGateway(profile) && !Object.hasOwn(operators, route) ? String(profile.product ?? '') : route;
  const kind = isGateway(profile) && Object.hasOwn(kinds, id) ? kinds[id] : undefined;
  return kind ?? (Object.hasOwn(operators, id) ? (id as OperatorId) : 'other');
}

/** Products behind whose one address models of several makers can be named, and where that stands. */
const manyMakers: { readonly [product: string]: Evidence } = {
  litellm: litellm.otherModels,
  openrouter: docs.openrouterRouting,
  vercel: docs.vercel,
  bifrost: vendors.bifrost,
  'claude-code-router': docs.router,
  portkey: docs.portkey,
  lmstudio: readOn('2026-11-29', 'https://lmstudio.ai/docs/integrations/claude-code'),
  novita: readOn('2026-11-29', 'https://novita.ai/docs/guides/llm-anthropic-compatibility'),
  ollama: docs.ollama,
  qwen: vendors.qwen,
  siliconflow: readOn(
    '2026-11-30',
    'https://docs.siliconflow.com/en/usercases/use-siliconcloud-in-ClaudeCode',
  ),
  volcengine: readOn('2026-11-30', 'https://www.volcengine.com/article/37217'),
};

/** What says that models of several makers stand behind a profile’s gateway; undefined: nothing does. */
export function manyMakersBehind({ product, ...profile }: Profile): Evidence | undefined {
  const name = String(product ?? '');
  // A pass-through has one vendor behind it.
  const isPassThrough = routesOf({ ...profile, product } as Profile)[0].startsWith('litellm-pass-');
  return isPassThrough || !Object.hasOwn(manyMakers, name) ? undefined : manyMakers[name];
}
