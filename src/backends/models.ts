import type { FieldTable } from './backend.ts';
import { capabilities, menuText, model, tokens } from './patterns.ts';

/** Which models Claude Code uses, and for what. */
export const chosenModels = {
  'models.default': {
    kind: 'text',
    variable: 'ANTHROPIC_MODEL',
    help: 'model of the main conversation',
    pattern: model,
  },
  'models.menuDefault': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_MODEL',
    help: 'what Default means in /model: used where neither models.default nor the user’s own settings name one',
    pattern: model,
  },
  'models.opus': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_OPUS_MODEL',
    help: 'what `opus` means',
    pattern: model,
  },
  'models.sonnet': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_SONNET_MODEL',
    help: 'what `sonnet` means',
    pattern: model,
  },
  'models.haiku': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_HAIKU_MODEL',
    help: 'what `haiku` means, and the background model',
    pattern: model,
  },
  'models.fable': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_FABLE_MODEL',
    help: 'what `fable` means',
    pattern: model,
  },
  'models.custom': {
    kind: 'text',
    variable: 'ANTHROPIC_CUSTOM_MODEL_OPTION',
    help: 'one more model in /model',
    pattern: model,
  },
  'models.subagent': {
    kind: 'text',
    variable: 'CLAUDE_CODE_SUBAGENT_MODEL',
    help: 'model of sub-agents',
    pattern: model,
  },
  'models.subagentForce': {
    kind: 'toggle',
    on: { CLAUDE_CODE_SUBAGENT_MODEL_FORCE: '1' },
    help: 'sub-agents that name another model get models.subagent, too',
  },
  'models.workflow': {
    kind: 'text',
    variable: 'CLAUDE_CODE_WORKFLOW_SUBAGENT_MODEL',
    help: 'model of the sub-agents of workflows',
    pattern: model,
  },
  'models.autoMode': {
    kind: 'text',
    variable: 'CLAUDE_CODE_AUTO_MODE_MODEL',
    help: 'model that judges commands in auto mode',
    pattern: model,
  },
  'models.contextWindow': {
    kind: 'text',
    variable: 'CLAUDE_CODE_MAX_CONTEXT_TOKENS',
    help: 'tokens that fit into a model that Claude Code does not know; without it 1000000, or 200000 with context1m=off',
    example: '262144',
    pattern: tokens,
  },
} as const satisfies FieldTable;

/** Which of two names the main model, the first that is set; then come the settings of the user between them. */
export const mainModelVariables: readonly string[] = [
  chosenModels['models.default'].variable,
  chosenModels['models.menuDefault'].variable,
];

/**
 * What menus call those models, and what Claude Code may ask of them. The abilities count on clouds alone; the one of an
 * alias, where the main model is the same as that of the alias (read in the program of 2.1.332, 2026-11-29).
 */
export const modelTexts = {
  'models.opusName': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_OPUS_MODEL_NAME',
    help: 'name of models.opus in /model',
    pattern: menuText,
  },
  'models.opusDescription': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_OPUS_MODEL_DESCRIPTION',
    help: 'description of models.opus in /model',
    pattern: menuText,
  },
  'models.opusCapabilities': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_OPUS_MODEL_SUPPORTED_CAPABILITIES',
    help: 'what models.opus can do, on a cloud, where its name does not tell: WORD,WORD, or none',
    example: 'effort,thinking,adaptive_thinking',
    pattern: capabilities,
  },
  'models.sonnetName': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_SONNET_MODEL_NAME',
    help: 'name of models.sonnet in /model',
    pattern: menuText,
  },
  'models.sonnetDescription': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_SONNET_MODEL_DESCRIPTION',
    help: 'description of models.sonnet in /model',
    pattern: menuText,
  },
  'models.sonnetCapabilities': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_SONNET_MODEL_SUPPORTED_CAPABILITIES',
    help: 'what models.sonnet can do, on a cloud, where its name does not tell: WORD,WORD, or none',
    example: 'effort,thinking,adaptive_thinking',
    pattern: capabilities,
  },
  'models.haikuName': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME',
    help: 'name of models.haiku in /model',
    pattern: menuText,
  },
  'models.haikuDescription': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_HAIKU_MODEL_DESCRIPTION',
    help: 'description of models.haiku in /model',
    pattern: menuText,
  },
  'models.haikuCapabilities': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_HAIKU_MODEL_SUPPORTED_CAPABILITIES',
    help: 'what models.haiku can do, on a cloud, where its name does not tell: WORD,WORD, or none',
    example: 'effort,thinking,adaptive_thinking',
    pattern: capabilities,
  },
  'models.fableName': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_FABLE_MODEL_NAME',
    help: 'name of models.fable in /model',
    pattern: menuText,
  },
  'models.fableDescription': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_FABLE_MODEL_DESCRIPTION',
    help: 'description of models.fable in /model',
    pattern: menuText,
  },
  'models.fableCapabilities': {
    kind: 'text',
    variable: 'ANTHROPIC_DEFAULT_FABLE_MODEL_SUPPORTED_CAPABILITIES',
    help: 'what models.fable can do, on a cloud, where its name does not tell: WORD,WORD, or none',
    example: 'effort,thinking,adaptive_thinking',
    pattern: capabilities,
  },
  'models.customName': {
    kind: 'text',
    variable: 'ANTHROPIC_CUSTOM_MODEL_OPTION_NAME',
    help: 'name of models.custom in /model',
    pattern: menuText,
  },
  'models.customDescription': {
    kind: 'text',
    variable: 'ANTHROPIC_CUSTOM_MODEL_OPTION_DESCRIPTION',
    help: 'description of models.custom in /model',
    pattern: menuText,
  },
  'models.customCapabilities': {
    kind: 'text',
    variable: 'ANTHROPIC_CUSTOM_MODEL_OPTION_SUPPORTED_CAPABILITIES',
    help: 'what models.custom can do, on a cloud, where its name does not tell: WORD,WORD, or none',
    example: 'effort,thinking,adaptive_thinking',
    pattern: capabilities,
  },
} as const satisfies FieldTable;

/** Models that Claude Code leaves without auto mode; it asks before an action, as without it (observed on 2.1.332, 2026-11-29). */
export function lacksAutoMode(model: string): boolean {
  return /claude-(opus|sonnet|haiku)-4-5/.test(model);
}
