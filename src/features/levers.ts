import type { FeatureId } from './features.ts';

/**
 * The settings that change a cell: fields of a profile as `cgw edit --set` takes them, or keys of the
 * gateway’s own configuration. `…` stands for a value of the user’s choice.
 */
export const levers = {
  oneHour: 'cacheTtl=1h',
  fiveMinutes: 'cacheTtl=5m',
  cachingOff: 'promptCaching=off',
  oneMillion: 'models.default=…[1m]',
  model: 'models.default=…',
  deepseekFlash: 'models.default=deepseek-flash…',
  glmFlash: 'models.default=glm-5.3-flash…',
  kimiK2: 'models.default=kimi-k2…',
  minimaxFlash: 'models.default=MiniMax-M3.1-Flash…',
  contextWindow: 'models.contextWindow=…',
  /** One more entry of /model. */
  customModel: 'models.custom=…',
  aliases: 'models.opus=…, models.sonnet=…, models.haiku=…',
  betasOff: 'experimentalBetas=off',
  toolSearchOff: 'toolSearch=false',
  discovery: 'modelDiscovery=on',
  bifrostDiscovery: 'baseUrl=…/claude-code, modelDiscovery=on',
  longOutput: 'env.CLAUDE_CODE_MAX_OUTPUT_TOKENS=128000',
  /** Where the model has less than that. */
  moreOutput: 'env.CLAUDE_CODE_MAX_OUTPUT_TOKENS=…',
  noIdleLimit: 'env.API_FORCE_IDLE_TIMEOUT=0',
  opusAlias: 'models.opus=…',
  quiet: 'nonessentialTraffic=off',
  /** The block at the start of the system prompt, which differs in each conversation. */
  attributionOff: 'env.CLAUDE_CODE_ATTRIBUTION_HEADER=0',
  /** Followed by the words that it may be. */
  upstream: 'upstream=',
  localAutoMode: 'env.CLAUDE_CODE_AUTO_MODE_SERVER=0',
  sonnet: 'models.sonnet=…',
  fastCheck: 'env.CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK=1',
  askForAdvisor: 'env.CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL=1',
  toolStreaming: 'env.CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING=1',
  awsProfile: 'awsProfile=…',
  forwardHeaders: 'LiteLLM general_settings.forward_client_headers_to_llm_api: true',
  invoke: 'LiteLLM litellm_params.model: bedrock/invoke/…',
  searchInterception: 'LiteLLM litellm_settings.callbacks: ["websearch_interception"]',
  claudeNames: 'LiteLLM model_list[].model_name: claude-…',
  autoModeModel: 'LiteLLM general_settings.safeguards_classifier_model: …',
  keepKey: 'LiteLLM general_settings.pass_through_endpoints[].forward_headers: false',
  anthropicFirst: 'OpenRouter provider order: Anthropic only',
  retainNothing: 'OpenRouter account or guardrail: zero data retention only',
  bifrostHeaders: 'Bifrost allowed headers: anthropic-beta',
  portkeyHeaders: 'Portkey config: "forward_headers": ["anthropic-beta"]',
  vllmParser: 'vLLM --reasoning-parser …',
  ngrokTimeouts: 'ngrok account settings: perRequestTimeout, totalTimeout',
  run: 'cgw run',
  add: 'cgw add',
} as const;

/** These bring no feature back: Claude Code does not ask for it, so that nothing is refused or hidden, or they stand in for it. */
const withoutIt: readonly string[] = [levers.betasOff, levers.toolSearchOff, levers.customModel];

/** What stands before a lever. */
export function leverWords(lever: string): 'to change it' | 'to do without it' {
  return withoutIt.includes(lever) ? 'to do without it' : 'to change it';
}

/** What turns a feature on that has to be asked for. */
export const leversThatAsk: { readonly [Id in FeatureId]?: string } = {
  'prompt-caching-1h': levers.oneHour,
  'context-1m': levers.oneMillion,
};
