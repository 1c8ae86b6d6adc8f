import { textValues, type VariableSet, type VariableValues } from '../from-variables.ts';
import { modelsOf } from './small.ts';

/** A service that claude-code-switch knows: variables for its key and its model, and its address. */
type Service = {
  readonly called: string;
  readonly key: string;
  readonly model: string;
  readonly address: string;
  /** Another address, for keys of China. */
  readonly china?: string;
};

/**
 * claude-code-switch (foreveryh/claude-code-switch 2.1.0, read 2026-11-29): `~/.ccm_config` holds keys and models by
 * names of its own, and ccm.sh the addresses.
 */
export const claudeCodeSwitch = {
  tool: 'claude-code-switch',
  files: ['~/.ccm_config'],
  version: '2.1.0',
} as const;

const services: readonly Service[] = [
  {
    called: 'glm',
    key: 'GLM_API_KEY',
    model: 'GLM_MODEL',
    address: 'https://api.z.ai/api/anthropic',
    china: 'https://open.bigmodel.cn/api/anthropic',
  },
  {
    called: 'deepseek',
    key: 'DEEPSEEK_API_KEY',
    model: 'DEEPSEEK_MODEL',
    address: 'https://api.deepseek.com/anthropic',
  },
  {
    called: 'kimi',
    key: 'KIMI_API_KEY',
    model: 'KIMI_MODEL',
    address: 'https://api.moonshot.ai/anthropic',
    china: 'https://api.moonshot.cn/anthropic',
  },
  {
    called: 'qwen',
    key: 'QWEN_API_KEY',
    model: 'QWEN_MODEL',
    address: 'https://coding-intl.dashscope.aliyuncs.com/apps/anthropic',
    china: 'https://coding.dashscope.aliyuncs.com/apps/anthropic',
  },
  {
    called: 'minimax',
    key: 'MINIMAX_API_KEY',
    model: 'MINIMAX_MODEL',
    address: 'https://api.minimax.io/anthropic',
    china: 'https://api.minimaxi.com/anthropic',
  },
  {
    called: 'seed',
    key: 'ARK_API_KEY',
    model: 'SEED_MODEL',
    address: 'https://ark.cn-beijing.volces.com/api/coding',
  },
  {
    called: 'stepfun',
    key: 'STEPFUN_API_KEY',
    model: 'STEPFUN_MODEL',
    address: 'https://api.stepfun.ai/v1/anthropic',
  },
];

/** What its file says of each service that it has a key for; nothing when it is none of its own. */
export function switchSets(values: VariableValues, where: string): VariableSet[] {
  if (!services.some(({ model }) => values.has(model)) && !values.has('CCM_LANGUAGE')) return [];
  return services.flatMap(({ called, key, model, address, china }) => {
    const credential = values.get(key);
    if (credential === undefined || (credential.is === 'text' && credential.text === '')) return [];
    const asked = values.get(model);
    const models = asked?.is === 'text' && asked.text !== '' ? modelsOf(asked.text) : {};
    const variables = textValues({ ANTHROPIC_BASE_URL: address, ...models });
    return [
      {
        called,
        values: new Map([...variables, ['ANTHROPIC_AUTH_TOKEN', credential]]),
        helper: undefined,
        where,
        notes: china === undefined ? [] : [`with a key of China its address is ${china}`],
      },
    ];
  });
}
