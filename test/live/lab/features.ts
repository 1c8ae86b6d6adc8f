import type { FeatureId } from '../../../src/features/features.ts';
import type { Asked } from './message.ts';
import type { VendorId } from './vendors.ts';

/** Whether a vendor’s own documentation wants the header that goes with a feature’s fields. */
export type HeaderNeed = 'needed' | 'not needed' | 'undocumented';

/** A part of a request that a feature lives on. */
export type Part = {
  readonly name: string;
  readonly in: (request: Asked) => boolean;
  /** Not every version sends it; where it is sent, it has to arrive. */
  readonly optional?: true;
};

/** How one feature shows in requests. */
export type Sign = {
  /** A mark of which as many have to arrive as were sent. */
  readonly marks?: RegExp;
  /** What Claude Code or the probe sends; the feature arrives when all of them arrive. */
  readonly parts: readonly Part[];
  /** Names of its beta, any of which will do; none when it has none. */
  readonly betas: readonly string[];
  readonly header: HeaderNeed | { readonly [V in VendorId]?: HeaderNeed };
  /** One line: what the user no longer has when it is lost. */
  readonly loss: string;
};

function field(name: string, pattern: RegExp): Part {
  return { name, in: ({ text }) => pattern.test(text) };
}

/** Words that stand in the files of the lab’s user and nowhere else. */
export const markers = {
  memory: 'memory-3f81',
  skill: 'skill-9c27',
  plugin: 'plugin-41ad',
  hook: 'hook-b6e0',
  agentPrompt: 'agent-prompt-7d52',
  agentAnswer: 'agent-answer-e913',
  toolResult: 'tool-result-58cb',
  searched: 'searched-6b2e',
  errand: 'errand-5e19',
  action: 'action-77c1',
} as const;

function marked(name: string, marker: string): Part {
  return { name, in: ({ text }) => text.includes(marker) };
}

/** A feature that is made in the program itself and only has to reach the model. */
function carried(loss: string, ...parts: readonly Part[]): Sign {
  return { parts, betas: [], header: 'not needed', loss };
}

const cacheMark = /"cache_control":|"cachePoint":/;

/**
 * The features that requests can show. Missing are those that an account, the client alone or a list of models
 * decides. All pages were read on 2026-11-22.
 */
export const signs = {
  skills: carried('Skills', marked('the skill’s description', markers.skill)),
  plugins: carried('Plugins', marked('the description of the plugin’s skill', markers.plugin)),
  hooks: carried('What hooks say', marked('what the hook said', markers.hook)),
  subagents: carried(
    'Sub-agents',
    marked('the sub-agent’s prompt', markers.agentPrompt),
    marked('the sub-agent’s answer', markers.agentAnswer),
  ),
  memory: carried('CLAUDE.md', marked('the text of CLAUDE.md', markers.memory)),
  'mcp-tools': carried('MCP tools', marked('the tool’s result', markers.toolResult)),
  'model-aliases': carried('Aliases', {
    name: 'the model that the alias stands for',
    in: ({ path, body }) => /-4-5|gpt-5-mini/.test(`${path} ${String(body.model ?? '')}`),
  }),
  'prompt-caching': {
    ...carried('Cheap repeats of a prompt', field('cache_control', cacheMark)),
    marks: cacheMark,
  },
  'prompt-caching-1h': {
    parts: [field('ttl: 1h', /"ttl":"1h"/)],
    betas: ['extended-cache-ttl-2025-04-11'],
    // platform.claude.com, build-with-claude/prompt-caching; Google Cloud, partner-models/claude/prompt-caching;
    // AWS, API_runtime_CachePointBlock.html: `ttl` alone asks for it.
    header: 'not needed',
    loss: 'Cached prompts live five minutes',
  },
  'extended-thinking': carried(
    'Thinking',
    field(
      'thinking',
      /"thinking":\{[^}]*"type":"(adaptive|enabled)"|"reasoning_effort":"|"reasoning":\{"(effort|summary)"/,
    ),
  ),
  'interleaved-thinking': {
    parts: [field('thinking.budget_tokens', /"budget_tokens":\d/)],
    betas: ['interleaved-thinking-2025-05-14'],
    header: 'needed',
    loss: 'None on models before 4.6',
  },
  'context-1m': {
    parts: [],
    betas: ['context-1m-2025-08-07'],
    header: 'needed',
    loss: 'Contexts end at 200k tokens',
  },
  'tool-search': {
    parts: [
      field('tools[].defer_loading', /"defer_loading":true/),
      field('tool_reference', /"type":"tool_reference"/),
      { name: 'the tool that was found', in: ({ tools }) => tools.includes('mcp__lab__echo') },
    ],
    betas: ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19'],
    header: 'needed',
    loss: 'A loaded tool changes the cache',
  },
  'web-search': {
    parts: [field('tools[].type web_search', /"type":"web_search_\d+"/)],
    betas: ['web-search-2025-03-05'],
    // platform.claude.com, agents-and-tools/tool-use/web-search-tool; the clouds’ pages do not say.
    header: { anthropic: 'not needed', aws: 'not needed', gcp: 'not needed' },
    loss: 'Web search by the model’s server',
  },
  'fast-mode': {
    parts: [field('speed: fast', /"speed":"fast"/)],
    betas: ['fast-mode-2026-02-01'],
    header: 'needed',
    loss: 'Fast mode',
  },
  effort: {
    parts: [
      field('output_config.effort', /"(output_config|reasoning)":\{[^}]*"effort":"\w+"|"reasoning_effort":"/),
    ],
    betas: ['effort-2025-11-24'],
    // platform.claude.com, build-with-claude/effort; AWS, userguide/claude-messages-adaptive-thinking.html.
    header: { anthropic: 'not needed', bedrock: 'not needed', foundry: 'not needed', openai: 'not needed' },
    loss: 'The chosen effort, silently',
  },
  'context-management': {
    parts: [
      field('context_management.edits', /"context_management":\{"edits":\[\{"type":"clear_thinking_\d+"/),
      { ...field('keep: all', /"keep":"all"/), optional: true },
    ],
    betas: ['context-management-2025-06-27'],
    header: 'needed',
    loss: 'Earlier thinking, its cache',
  },
  'structured-outputs': {
    parts: [
      field(
        'output_config.format',
        /"(output_config|outputConfig|text)":\{.*"format":\{|"textFormat":\{|"response_format":\{/,
      ),
      field('tools[].strict', /"strict":true/),
    ],
    betas: ['structured-outputs-2025-11-13'],
    // platform.claude.com, build-with-claude/structured-outputs (still a beta on Foundry); Google Cloud,
    // partner-models/claude/structured_outputs.
    header: { anthropic: 'not needed', bedrock: 'not needed', vertex: 'not needed', openai: 'not needed' },
    loss: 'Output held to its schema',
  },
  'token-counting': carried('Counts by the model’s own server', {
    name: 'a call that counts',
    in: ({ path }) => /count[-_]tokens|\/input_tokens/.test(path),
  }),
  'fine-grained-tool-streaming': carried('Tool input while it is written', {
    name: 'tools[].eager_input_streaming, or its older beta',
    // For Bedrock LiteLLM turns the one into the other (recorded, 1.109.1).
    in: ({ text, betas }) =>
      text.includes('"eager_input_streaming":true') ||
      betas.includes('fine-grained-tool-streaming-2025-05-14'),
  }),
  advisor: {
    parts: [field('tools[].type advisor', /"type":"advisor_\d+"/)],
    betas: ['advisor-tool-2026-03-01'],
    header: 'needed',
    loss: 'A second model’s opinion',
  },
  'auto-mode': carried('Actions that are checked', field('safeguards', /"safeguards":/)),
  'images-pdf': carried(
    'Images and PDF',
    field('an image', /"type":"(image|image_url|input_image)"|"image":\{/),
    field('a PDF', /"type":"(document|file|input_file)"|"document":\{/),
  ),
} as const satisfies { readonly [Id in FeatureId]?: Sign };

export type SeenFeature = keyof typeof signs;
export const seenFeatures = Object.keys(signs) as SeenFeature[];

/** Whether the vendor wants the header of a feature. */
export function headerNeed(feature: SeenFeature, vendor: VendorId): HeaderNeed {
  const { header }: Sign = signs[feature];
  return typeof header === 'string' ? header : (header[vendor] ?? 'undocumented');
}
