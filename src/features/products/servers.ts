import { full, none, partial } from '../cell.ts';
import { laterRuns, pages } from '../evidence.ts';
import { levers } from '../levers.ts';
import { operators } from '../operators.ts';
import { type Cells, code, page, refused } from './source.ts';

const { text: noUsers, evidence: asSetUp } = operators['local-server']['cost-tracking'];

/** None of them tells users apart. */
const ofLocalServer = {
  'usage-caps': none('Users are not told apart', noUsers, null, ...asSetUp),
} as const satisfies Cells;

const ollamaFile = (path: string) =>
  code('ollama/ollama', 'fb30760996871fa9460115c753afd2c60d4ab0f7', path, 'Ollama 0.33.0-rc2');
const ollamaDocs = ollamaFile('docs/api/anthropic-compatibility.mdx');
const ollamaCode = ollamaFile('anthropic/anthropic.go');

export const ollama = {
  ...ofLocalServer,
  'prompt-caching': partial(
    'Only what it caches unasked',
    '`cache_control` is not supported; its launcher keeps the prompt’s start the same',
    levers.attributionOff,
    ollamaDocs,
    ollamaFile('cmd/launch/claude.go'),
  ),
  'prompt-caching-1h': none(
    'No hour that one could ask for',
    '`cache_control` is not supported, and `ttl` with it',
    null,
    ollamaDocs,
  ),
  'extended-thinking': partial(
    'Thinking without its budget',
    'basic: `budget_tokens` is accepted, and not enforced',
    null,
    ollamaDocs,
  ),
  effort: partial(
    'Only on models that think',
    'low to max become the model’s level of thinking; xhigh counts as high',
    levers.model,
    ollamaCode,
    laterRuns.otherMakers,
  ),
  'context-management': none('It is not asked to keep thinking', 'the field is not read', null, ollamaCode),
  'structured-outputs': none(
    'Output may not match its schema',
    '`output_config.format` is not read',
    null,
    ollamaCode,
  ),
  'web-search': partial(
    'Only with an account of ollama.com',
    'Ollama answers the tool itself, with its own search',
    null,
    ollamaFile('middleware/anthropic.go'),
  ),
  'token-counting': none(
    'Estimates by Claude Code',
    'count_tokens is in the list of what it does not support',
    null,
    ollamaDocs,
    pages.protocol,
  ),
  'images-pdf': partial(
    'Images, no PDF',
    'images in base64; neither addresses nor `document` blocks',
    levers.model,
    ollamaDocs,
  ),
  'model-discovery': none('No list that Claude Code reads', 'its list is in OpenAI’s form', null, ollamaCode),
} as const satisfies Cells;

const vllmFile = (commit: string, path: string) => code('vllm-project/vllm', commit, path, 'vLLM of 2026');
const vllmFields = vllmFile(
  '00589e563e771f2de7abeb48bd0814873e891411',
  'vllm/entrypoints/anthropic/protocol.py',
);
const vllmServing = vllmFile(
  '0001948bc76939369ca855c90b36d81256477e85',
  'vllm/entrypoints/anthropic/serving.py',
);

export const vllm = {
  ...ofLocalServer,
  'prompt-caching': partial(
    'Only what it caches unasked',
    'it keeps beginnings of prompts, and takes out the block that differs by chat',
    null,
    vllmFile('a8c3bdb20f5dd558bbb813e1644b82830e63dcbb', 'vllm/entrypoints/anthropic/inline_system.py'),
  ),
  'extended-thinking': partial(
    'Not by request; needs a parser',
    '`thinking` is ignored; a reasoning parser gives thinking blocks back',
    levers.vllmParser,
    vllmServing,
  ),
  effort: partial(
    'Only on models that reason by effort',
    '`output_config.effort` becomes the model’s reasoning effort',
    levers.model,
    vllmServing,
    laterRuns.otherMakers,
  ),
  'context-management': none('It is not asked to keep thinking', 'the field is ignored', null, vllmFields),
  'structured-outputs': full('`output_config.format` becomes a JSON schema', null, vllmServing),
  'web-search': refused(
    none(
      'No search: the tool is refused',
      'each tool needs an `input_schema`, which a server’s tool has not',
      null,
      vllmFields,
    ),
  ),
  'token-counting': full('counted by the model’s own tokenizer', null, vllmServing),
  'images-pdf': refused(
    partial('Images, no PDF', 'a `document` block is refused; images by model', levers.model, vllmFields),
  ),
} as const satisfies Cells;

const llamaFile = (path: string) =>
  code('ggml-org/llama.cpp', '03eb25f39343f1c9ecc6f85ca4f9796a6ab7b230', path, 'llama.cpp of 2026');
const llamaCode = llamaFile('tools/server/server-chat.cpp');

export const llamacpp = {
  ...ofLocalServer,
  'prompt-caching': partial(
    'Only what it caches unasked',
    'it keeps beginnings of prompts, and evens out the block that differs by chat',
    null,
    llamaCode,
  ),
  'extended-thinking': partial(
    'Not by the adaptive that it is sent',
    'a budget is heeded; Claude Code sends adaptive, which is not',
    null,
    llamaCode,
    laterRuns.otherMakers,
  ),
  effort: none(
    'The effort level does nothing',
    '`output_config` is not read',
    null,
    llamaCode,
    laterRuns.otherMakers,
  ),
  'context-management': none('It is not asked to keep thinking', 'the field is not read', null, llamaCode),
  'structured-outputs': none(
    'Output may not match its schema',
    '`output_config` is not read',
    null,
    llamaCode,
  ),
  'web-search': none(
    'No search by its server',
    'the tool becomes a function without arguments, which nobody answers',
    null,
    llamaCode,
  ),
  'token-counting': full('its endpoint counts without generating', null, llamaFile('tools/server/README.md')),
  'images-pdf': partial(
    'Images, no PDF',
    '`document` blocks are skipped silently; images by model',
    levers.model,
    llamaCode,
  ),
} as const satisfies Cells;

export const lmstudio = {
  ...ofLocalServer,
  'token-counting': none(
    'Estimates by Claude Code',
    'the endpoint is unexpected there, and still answered with 200',
    null,
    {
      kind: 'reported',
      source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/2055',
      checked: '2026-11-30',
      versions: 'LM Studio of June 2026',
    },
    page('https://lmstudio.ai/docs/integrations/claude-code', 'LM Studio 0.4'),
  ),
} as const satisfies Cells;

const router = (path: string) =>
  code(
    'musistudio/claude-code-router',
    '1347c868b493728a31c76098459584e0fcc23940',
    `packages/core/src/gateway/${path}`,
    'claude-code-router 3.0.21',
  );

/** A router on one’s own machine, to models of several makers. */
export const claudeCodeRouter = {
  'web-search': partial(
    'Only with a search that you set up',
    'it catches the tool, and asks Brave, Tavily or another instead',
    null,
    router('features/hosted-web-search/discovery.ts'),
  ),
  'token-counting': partial(
    'Its own estimate',
    'it answers the count itself',
    null,
    router('http/request-handler.ts'),
  ),
  'model-discovery': full(
    'opt-in; it lists its models in Anthropic’s form, with what each can do',
    levers.discovery,
    router('features/model-discovery.ts'),
    pages.protocol,
  ),
  'usage-caps': partial(
    'By its own keys, not by user',
    'each client key may have limits on requests and tokens',
    null,
    router('limits/window-limiter.ts'),
  ),
} as const satisfies Cells;
