import type { Evidence } from './cell.ts';

/** A page of Claude Code’s documentation, as it stood in the snapshot of 2026-08-22. */
function page(name: string): Evidence {
  return {
    kind: 'documented',
    source: `https://code.claude.com/docs/en/${name}`,
    checked: '2026-08-22',
    versions: 'Claude Code 2.1.240',
  };
}

export const pages = {
  availability: page('feature-availability'),
  protocol: page('llm-gateway-protocol'),
  gateway: page('llm-gateway'),
  bedrock: page('amazon-bedrock'),
  aws: page('claude-platform-on-aws'),
  vertex: page('google-vertex-ai'),
  foundry: page('microsoft-foundry'),
  models: page('model-config'),
  variables: page('env-vars'),
  caching: page('prompt-caching'),
  mcp: page('mcp'),
  fastMode: page('fast-mode'),
  advisor: page('advisor'),
  costs: page('costs'),
  monitoring: page('monitoring-usage'),
  dataUsage: page('data-usage'),
  managed: page('server-managed-settings'),
  retention: page('zero-data-retention'),
  network: page('network-config'),
  appsGateway: page('claude-apps-gateway'),
  spendLimits: page('claude-apps-gateway-spend-limits'),
  /** Newer than that snapshot. */
  gcp: {
    kind: 'documented',
    source: 'https://code.claude.com/docs/en/claude-models-on-google-cloud-anthropic-managed',
    checked: '2026-11-29',
    versions: 'Claude Code 2.1.307',
  },
} as const satisfies { readonly [name: string]: Evidence };

/** The program that was read. */
const program = '2.1.332';
const recorded = '2026-11-29';

/** Requests of the real program, heard by a listener on 127.0.0.1. */
function run(what: string, version = '2.1.330', day = '2026-11-22'): Evidence {
  return {
    kind: 'measured',
    source: `Requests of npm @anthropic-ai/claude-code@${version} recorded on 127.0.0.1, ${day}: ${what}`,
    checked: day,
    versions: `Claude Code ${version}`,
  };
}

/** The same with a newer program, through LiteLLM where that is named. */
function laterRun(what: string): Evidence {
  return run(what, program, recorded);
}

function litellmRun(what: string): Evidence {
  return { ...laterRun(what), versions: `LiteLLM 1.110.2 with Claude Code ${program}` };
}

/** What became of what Claude Code decides itself behind a base URL. */
export const laterRuns = {
  autoMode: laterRun('auto mode behind a base URL, with and without provider-managed mode'),
  fastMode: laterRun('fast mode behind a base URL, with key and token, with and without its check'),
  fastModeOnClouds: laterRun('fast mode with its check skipped, each of six clouds'),
  advisor: laterRun('the advisor, with and without the variable that asks for it'),
  toolSearch: laterRun('an MCP tool, tools of its own, and models that are not Claude'),
  earlyCalls: laterRun('calls before the first turn, Bedrock and Vertex formats'),
  betasOff: laterRun('CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1 with auto mode and fast mode'),
  litellmAutoMode: litellmRun('auto mode through LiteLLM'),
  litellmFastMode: litellmRun('fast mode through LiteLLM'),
  litellmAdvisor: litellmRun('the advisor through LiteLLM'),
  mantle: laterRun('Bedrock Mantle format, with and without a cache TTL of 1h'),
  gcp: laterRun('Claude on Google Cloud, with and without a cache TTL of 1h'),
  longOutput: laterRun('`max_tokens` of a first turn, in each format, and for a name that it does not know'),
  telemetry: laterRun('hosts that a turn reaches for beside its endpoint, without a word about telemetry'),
  otherMakers: run('models of other makers in Anthropic format', program, '2026-11-30'),
  jsonSchema: laterRun('`-p --json-schema`, behind a base URL and as if at Anthropic'),
} as const;

export const runs = {
  gateway: run('Anthropic format'),
  gatewayOneHour: run('Anthropic format, cache TTL of 1h'),
  gatewayFast: run('fast mode behind a base URL'),
  gatewayManaged: run('server-managed settings behind a base URL'),
  oneM: run('Anthropic format, model name ending in [1m]'),
  bedrock: run('Bedrock format'),
  bedrockOneM: run('Bedrock format, model name ending in [1m]'),
  aws: run('Claude Platform on AWS'),
  vertex: run('Vertex format'),
  foundry: run('Foundry format'),
  betasOff: run('CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1'),
  capabilities: run('Bedrock format, an ARN with and without capabilities', program, '2026-11-29'),
  withoutEffort: run('claude-sonnet-4-5 beside claude-opus-4-6 and claude-opus-5-5'),
  native1m: run('Anthropic format, claude-opus-5-5 with and without 1M context'),
} as const;

/** What the program itself holds. */
export const modelTable: Evidence = {
  kind: 'measured',
  source: `Model table in the program npm @anthropic-ai/claude-code@${program}, read ${recorded}`,
  checked: recorded,
  versions: `Claude Code ${program}`,
};

function platformPage(path: string, checked = '2026-08-22', month = 'August'): Evidence {
  return {
    kind: 'documented',
    source: `https://platform.claude.com/docs/en/${path}`,
    checked,
    versions: `Claude API of ${month} 2026`,
  };
}

/** What Anthropic writes of its API, and of where each part of it is offered. */
export const platform = {
  toolStreaming: platformPage(
    'agents-and-tools/tool-use/fine-grained-tool-streaming',
    '2026-11-22',
    'November',
  ),
  overview: platformPage('build-with-claude/overview'),
  structuredOutputs: platformPage('build-with-claude/structured-outputs'),
  contextEditing: platformPage('build-with-claude/context-editing'),
  tokenCounting: platformPage('build-with-claude/token-counting'),
  mantle: platformPage('build-with-claude/claude-in-amazon-bedrock'),
  foundry: platformPage('build-with-claude/claude-in-microsoft-foundry'),
  vertex: platformPage('build-with-claude/claude-on-vertex-ai'),
  claudeOnAws: platformPage('build-with-claude/claude-platform-on-aws'),
  residency: platformPage('manage-claude/data-residency'),
} as const;

export const aws = {
  structuredOutputs: {
    kind: 'documented',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-structured-outputs.html',
    checked: '2026-11-29',
    versions: 'Amazon Bedrock, autumn 2026',
  },
} as const satisfies { readonly [name: string]: Evidence };

/** A file of LiteLLM, at the commit it was read at. */
function litellmFile(path: string, commit: string): Evidence {
  return {
    kind: 'documented',
    source: `BerriAI/litellm@${commit}: ${path}`,
    checked: '2026-11-22',
    versions: `LiteLLM at ${commit.slice(0, 7)}, 2026; read, not run`,
  };
}

/** The release of LiteLLM that was read, and its map of betas with it. */
export const litellmVersion = '1.110.2';

/** A file of it. */
function litellmRelease(path: string, versions = `LiteLLM ${litellmVersion}; read, not run`): Evidence {
  return {
    kind: 'documented',
    source: `https://pypi.org/project/litellm/${litellmVersion}/#${path}`,
    checked: recorded,
    versions,
  };
}

function litellmPage(path: string): Evidence {
  return {
    kind: 'documented',
    source: `https://docs.litellm.ai/docs/${path}`,
    checked: '2026-10-21',
    versions: 'LiteLLM 1.108; read, not run',
  };
}

function litellmIssue(number: number, checked: string, versions: string): Evidence {
  return {
    kind: 'reported',
    source: `https://github.com/BerriAI/litellm/issues/${number}`,
    checked,
    versions,
  };
}

export const litellm = {
  azureBody: litellmFile(
    'litellm/llms/azure_ai/anthropic/messages_transformation.py',
    '0518a85621072b974c49d047396ae73d8772cb50',
  ),
  invokeBody: litellmFile(
    'litellm/llms/bedrock/messages/invoke_transformations/anthropic_claude3_transformation.py',
    '005f67bff324bf0b7b6bcddfaf8b65485da42ec0',
  ),
  copilotBody: litellmFile(
    'litellm/llms/github_copilot/messages/transformation.py',
    '0e0eff97ee05a1f1ce11794cf14083963b67d6d1',
  ),
  adapter: litellmRelease('litellm/llms/anthropic/messages/adapters/transformation.py'),
  mantle: litellmRelease('litellm/llms/bedrock/messages/mantle_transformation.py'),
  counting: litellmRelease('litellm/proxy/anthropic_endpoints/endpoints.py'),
  counters: litellmRelease('litellm/utils.py'),
  copilotTools: litellmRelease('litellm/llms/github_copilot/messages/transformation.py'),
  prices: litellmRelease('litellm/model_prices_and_context_window_backup.json'),
  unified: litellmPage('anthropic_unified'),
  countTokens: litellmPage('anthropic_count_tokens'),
  models: litellmPage('proxy/model_discovery'),
  copilot: litellmPage('providers/github_copilot'),
  webSearch: litellmPage('tutorials/claude_code_websearch'),
  otherModels: litellmPage('tutorials/claude_non_anthropic_models'),
  passAnthropic: litellmPage('pass_through/anthropic_completion'),
  passBedrock: litellmPage('pass_through/bedrock'),
  passVertex: litellmPage('pass_through/vertex_ai'),
  headerStripped: litellmIssue(41202, '2026-11-22', 'LiteLLM 1.101.0-rc.1'),
  arnProfiles: litellmIssue(22016, '2026-11-22', 'LiteLLM of February 2026 and later'),
  converseThinking: litellmIssue(29441, '2026-11-22', 'LiteLLM 1.88.0-rc.1, Claude Code 2.1.159'),
} as const;

export const betaMapEvidence = litellmRelease(
  'litellm/anthropic_beta_headers_config.json',
  `LiteLLM ${litellmVersion}; the proxy may load a newer map from a URL`,
);

/** Runs of Claude Code through LiteLLM that its makers publish. */
export const publishedRuns = {
  july27: {
    kind: 'reported',
    source:
      'BerriAI/litellm-docs@01bc640fa9dbc68c855558e191fa0278fc52b7ab: src/data/compatibility-matrix.json',
    checked: '2026-11-22',
    versions: 'LiteLLM 1.93.0 with Claude Code 2.1.126, run on 2026-07-27',
  },
  july1: {
    kind: 'reported',
    source: 'https://github.com/BerriAI/litellm-docs/pull/454',
    checked: '2026-11-22',
    versions: 'LiteLLM 1.90.0 with Claude Code 2.1.126, run on 2026-07-01',
  },
} as const satisfies { readonly [id: string]: Evidence };

/** What vendors of other gateways write. */
function vendor(source: string, versions: string): Evidence {
  return { kind: 'documented', source, checked: '2026-11-22', versions };
}

export const vendors = {
  openrouter: vendor(
    'https://openrouter.ai/docs/cookbook/coding-agents/claude-code-integration',
    'OpenRouter, autumn 2026',
  ),
  openrouterTeams: vendor('https://openrouter.ai/docs/enterprise-quickstart', 'OpenRouter, autumn 2026'),
  bifrost: vendor('https://docs.getbifrost.ai/cli-agents/claude-code', 'Bifrost, autumn 2026'),
  deepseek: vendor(
    'https://api-docs.deepseek.com/quick_start/agent_integrations/claude_code',
    'DeepSeek API, autumn 2026',
  ),
  deepseekTable: {
    ...vendor('https://api-docs.deepseek.com/guides/anthropic_api', 'DeepSeek API, autumn 2026'),
    checked: '2026-11-30',
  },
  deepseekThinking: {
    ...vendor('https://api-docs.deepseek.com/guides/thinking_mode', 'DeepSeek API, autumn 2026'),
    checked: '2026-11-30',
  },
  zai: vendor('https://docs.z.ai/devpack/tool/claude', 'z.ai API, autumn 2026'),
  minimax: vendor('https://platform.minimax.io/docs/api-reference/text-anthropic-api', 'MiniMax M3, 2026'),
  qwen: vendor(
    'https://www.alibabacloud.com/help/en/model-studio/anthropic-api-messages',
    'Alibaba Cloud Model Studio, 2026',
  ),
} as const;

/** A page of OpenRouter’s documentation, in its repository. */
function openrouterFile(path: string): Evidence {
  return {
    kind: 'documented',
    source: `OpenRouterTeam/docs@c26125a5fa92cb52ac67f0c75b717229567db716: ${path}`,
    checked: '2026-11-30',
    versions: 'OpenRouter, August 2026',
  };
}

export const openrouter = {
  advisor: openrouterFile('guides/features/server-tools/advisor.mdx'),
  caching: openrouterFile('guides/best-practices/prompt-caching.mdx'),
  guardrails: openrouterFile('guides/features/guardrails.mdx'),
  retention: openrouterFile('guides/features/zdr.mdx'),
  routing: openrouterFile('guides/routing/provider-selection.mdx'),
  schema: openrouterFile('openapi/openapi.yaml'),
  streaming: openrouterFile('api_reference/streaming.mdx'),
  toolSearch: openrouterFile('guides/features/server-tools/tool-search.mdx'),
} as const;

/** The study of December 2025 that this table grew from: “the study” in comments. */
export const studyTitle = 'Claude Code LLM Gateway Compatibility, 2025-12-13';

/** A section of it. Its matrix is in `study.ts`. */
export function studySection(section: string): Evidence {
  return {
    kind: 'reported',
    source: `${studyTitle}: ${section}`,
    checked: '2025-12-13',
    versions: 'Claude Code and LiteLLM of December 2025',
  };
}

export const study = {
  client: studySection('Client-Side Features'),
  works: studySection('Cross-Model Compatibility, What Works (Syntactically)'),
  breaks: studySection('Cross-Model Compatibility, What Breaks (Semantically)'),
  scenario: studySection('Cross-Model Compatibility, Scenario Comparison'),
  aliases: studySection('Client-Side Features, Model Aliases'),
} as const;
