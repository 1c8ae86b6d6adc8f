import type { FieldTable } from './backend.ts';
import { chosenModels, modelTexts } from './models.ts';

/** Fields that every profile may have, whatever its backend. */
export const commonFields = {
  note: { kind: 'text', help: 'a note for yourself' },
  configDir: {
    kind: 'text',
    variable: 'CLAUDE_CONFIG_DIR',
    // Where it is exported it moves the login alone, so that of another folder would be sent (observed).
    along: { CLAUDE_SECURESTORAGE_CONFIG_DIR: '' },
    help: 'folder for Claude Code’s settings and login, so that two logins live side by side',
    example: '/home/me/.claude-work',
    isFolder: true,
    pattern: { test: /^(\/|[A-Za-z]:[\\/])/, say: 'is not an absolute path' },
  },
  ...chosenModels,
  ...modelTexts,
  promptCaching: {
    kind: 'toggle',
    off: { DISABLE_PROMPT_CACHING: '1' },
    help: 'prompt caching',
  },
  cacheTtl: {
    kind: 'choice',
    choices: {
      '5m': { CLAUDE_CODE_PROMPT_CACHE_TTL: '5m' },
      '1h': { CLAUDE_CODE_PROMPT_CACHE_TTL: '1h' },
    },
    help: 'how long cached prompts live',
  },
  experimentalBetas: {
    kind: 'toggle',
    off: { CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS: '1' },
    help: 'experimental betas; off also turns tool search off',
  },
  context1m: {
    kind: 'toggle',
    off: { CLAUDE_CODE_DISABLE_1M_CONTEXT: '1' },
    help: '1M context; it is used by models that have it and by names that end in [1m]',
  },
  interleavedThinking: {
    kind: 'toggle',
    off: { DISABLE_INTERLEAVED_THINKING: '1' },
    help: 'thinking between tool calls',
  },
  adaptiveThinking: {
    kind: 'toggle',
    off: { CLAUDE_CODE_DISABLE_ADAPTIVE_THINKING: '1' },
    help: 'adaptive thinking; off gives a fixed budget',
  },
  toolSearch: {
    kind: 'text',
    variable: 'ENABLE_TOOL_SEARCH',
    help: 'load tools on demand: true, false, auto or auto:N',
    example: 'auto',
    spellings: { on: 'true', off: 'false' },
    pattern: { test: /^(true|false|auto|auto:(\d|[1-9]\d|100))$/, say: 'is not true, false, auto or auto:N' },
  },
  modelDiscovery: {
    kind: 'toggle',
    on: { CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1' },
    help: 'ask the gateway for its models at start',
  },
  nonessentialTraffic: {
    kind: 'toggle',
    off: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1' },
    help: 'telemetry, updates and surveys',
  },
  secretVia: {
    kind: 'choice',
    choices: { env: {}, helper: {} },
    help: 'how cgw run hands the credential over: in a variable, or by apiKeyHelper, so that no environment holds it',
  },
  helperTtl: {
    kind: 'text',
    variable: 'CLAUDE_CODE_API_KEY_HELPER_TTL_MS',
    ending: '000',
    help: 'seconds after which Claude Code asks the helper again; without it five minutes, and after a 401 at once',
    example: '300',
    pattern: { test: /^[1-9]\d{0,5}$/, say: 'is not a number of seconds from 1 to 999999' },
  },
  toolVariables: {
    kind: 'text',
    help: 'variables with secrets that cgw run leaves to Claude Code’s tools, and so to the project: NAME,NAME',
    example: 'LITELLM_API_KEY',
    pattern: { test: /^[A-Z_][A-Z0-9_]*(,[A-Z_][A-Z0-9_]*)*$/, say: 'is not a list of variables: NAME,NAME' },
  },
  scrubSubprocesses: {
    kind: 'toggle',
    on: { CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: '1' },
    help: 'no credential in the environment of tools and hooks; on Linux Claude Code then needs bubblewrap and socat',
  },
} as const satisfies FieldTable;
