import { entriesOf, type Profile } from '../profile/profile.ts';

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
  aliases: 'models.opus=…, models.sonnet=…, models.haiku=…',
  betasOff: 'experimentalBetas=off',
  toolSearchOff: 'toolSearch=false',
  discovery: 'modelDiscovery=on',
  localAutoMode: 'env.CLAUDE_CODE_AUTO_MODE_SERVER=0',
  toolStreaming: 'env.CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING=1',
  awsProfile: 'awsProfile=…',
  forwardHeaders: 'LiteLLM general_settings.forward_client_headers_to_llm_api: true',
  invoke: 'LiteLLM litellm_params.model: bedrock/invoke/…',
  searchInterception: 'LiteLLM litellm_settings.callbacks: ["websearch_interception"]',
  claudeNames: 'LiteLLM model_list[].model_name: claude-…',
  keepKey: 'LiteLLM general_settings.pass_through_endpoints[].forward_headers: false',
  anthropicOnly: 'OpenRouter provider order: Anthropic only',
  run: 'cgw run',
  add: 'cgw add',
} as const;

/**
 * Whether a profile already has what a lever asks for: `cacheTtl=1h`, or `models.default=…[1m]`, where `…` stands
 * for any text. A lever that is no field of a profile is never pulled by one.
 */
export function isPulled(lever: string | null, profile: Profile): boolean {
  if (lever === null) return false;
  const held = new Map(entriesOf(profile).map(({ path, value }) => [path, spelled(value)]));
  return lever.split(', ').every(wish => {
    const [, path, pattern] = /^([a-zA-Z][\w.]*)=(.+)$/.exec(wish) ?? [];
    const value = path === undefined ? undefined : held.get(path);
    return value !== undefined && pattern !== undefined && matches(value, pattern);
  });
}

function spelled(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : '';
}

function matches(value: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('…');
  return after === undefined ? value === pattern : value.startsWith(before) && value.endsWith(after);
}
