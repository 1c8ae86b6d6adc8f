import { chosenModels } from '../../backends/models.ts';
import { modelAliases } from '../../backends/providers.ts';
import { asRecord, isRecord } from '../../base/json.ts';
import { envOf } from '../../claude/settings-files.ts';
import { textValues, type VariableSet, type VariableValue, variableMeant } from '../from-variables.ts';
import { settingsOver, settingsVariables } from './claude-settings.ts';
import type { FoundEntry, JsonObject, ToolFormat } from './format.ts';

/** Formats that are little more than names with variables. Read on 2026-11-29, each in the sources of its version. */
export const smallFormats: readonly ToolFormat[] = [
  {
    // The package.json of the extension declares the setting; its file may have comments.
    tool: 'VS Code',
    files: ['settings.json', '*.code-workspace'],
    version: '2.1.332',
    read: (raw, origin) => {
      const settings = isRecord(raw.settings) ? raw.settings : raw;
      const list = settings['claudeCode.environmentVariables'];
      if (list === undefined) return undefined;
      const entries = Array.isArray(list) ? list.filter(isRecord) : [];
      const env = entries.flatMap(({ name, value }) => (typeof name === 'string' ? [[name, value]] : []));
      return [settingsVariables({ env: Object.fromEntries(env) }, undefined, origin)];
    },
  },
  {
    // zhouxiaofu/claude-code-env: schema.json, src/util/expand.js.
    tool: 'cce',
    files: ['~/.claude/cce/config.json'],
    version: '0.2.0',
    read: (raw, { where }) => {
      if (!isRecord(raw.envs)) return undefined;
      return Object.entries(raw.envs).map(([called, entry]) => {
        const texts = Object.entries(isRecord(entry) ? envOf(entry) : {});
        const values = new Map(texts.map(([name, text]) => [name, expanded(text)]));
        return { called, values, helper: undefined, where };
      });
    },
  },
  {
    // guyskk/claude-code-config-switcher: internal/config/config.go; the provider’s settings win over the common ones.
    tool: 'ccc',
    files: ['~/.claude/ccc.json'],
    version: '0.5.0',
    read: (raw, origin) => {
      const common = asRecord(raw.settings);
      const providers = recordsIn(raw.providers);
      const marked = isRecord(raw.settings) || typeof raw.current_provider === 'string';
      if (!providers.some(([, { env }]) => marked || isRecord(env))) return undefined;
      return providers.map(([called, own]) => settingsVariables(settingsOver(own, common), called, origin));
    },
  },
  {
    // foxj77/claudectx: internal/exporter/exporter.go. Its profiles themselves are settings of Claude Code.
    tool: 'claudectx',
    files: ['what claudectx export prints', '~/.claude/profiles/NAME/settings.json'],
    version: '1.3.0',
    read: (raw, origin) =>
      typeof raw.name === 'string' && isRecord(raw.settings) && typeof raw.exported_at === 'string'
        ? [settingsVariables(raw.settings, raw.name, origin)]
        : undefined,
  },
  {
    // manaflow-ai/coderouter: src/types.ts, src/config.ts.
    tool: 'coderouter',
    files: ['~/.config/coderouter/config.json'],
    version: '0.0.5',
    read: (raw, { where }) => {
      const { variants, auth } = raw;
      if (!isRecord(variants) && !isRecord(auth)) return undefined;
      const own = asRecord(variants);
      const keys = asRecord(auth);
      const names = [...Object.keys(own), ...Object.keys(keys).map(each => each.replace(/\*$/, ''))];
      return [...new Set(names)]
        .filter(name => name.startsWith('claude.'))
        .map(name => variantSet(name, asRecord(own[name]), keys, where));
    },
  },
  {
    // jolehuit/clother: internal/config/store.go, internal/providers/catalog.json, internal/runtime/env.go.
    tool: 'clother',
    files: ['~/.config/clother/config.json'],
    version: '3.0.10',
    read: (raw, { where }) => {
      const { custom_providers: custom, openrouter_aliases: aliases, provider_overrides: overrides } = raw;
      if (![custom, aliases, overrides].some(isRecord)) return undefined;
      return [
        ...recordsIn(custom).map(([name, { base_url, api_key_env, default_model }]) =>
          clotherSet(name, base_url, api_key_env, default_model, where),
        ),
        ...Object.entries(asRecord(aliases)).map(([name, model]) =>
          clotherSet(`or-${name}`, 'https://openrouter.ai/api', 'OPENROUTER_API_KEY', model, where),
        ),
        ...recordsIn(overrides).map(([name, { base_url, model }]): FoundEntry => {
          const [key, address] = (Object.hasOwn(clotherProviders, name) && clotherProviders[name]) || [];
          return clotherSet(name, base_url ?? address, key, model, where);
        }),
      ];
    },
  },
  {
    // kaitranntt/ccs: src/config/schemas/auth.ts; config.json is the same before version 7.
    tool: 'ccs',
    placeholder: 'ccs-internal-managed',
    files: ['~/.ccs/NAME.settings.json'],
    version: '8.2.0',
    read: ({ profiles }) => {
      const paths = Object.entries(asRecord(profiles));
      return paths.length > 0 && paths.every(([, path]) => typeof path === 'string' && path.endsWith('.json'))
        ? paths.map(([name, path]) => elsewhere(name, String(path)))
        : undefined;
    },
  },
];

/** `config.yaml` of ccs names files with settings, and so does `config.json` before it. */
export function ccsProfiles(text: string): FoundEntry[] {
  if (!/^profiles:/m.test(text)) return [];
  return [...text.matchAll(/^ +settings: *["']?([^"'\n]+\.settings\.json)/gm)].map(([, path = '']) =>
    elsewhere(path.replace(/^.*[\\/]|\.settings\.json$/g, ''), path),
  );
}

function elsewhere(name: string, path: string): FoundEntry {
  return { name, why: `its settings are in ${path}; import that file` };
}

/** `${NAME}` is what the shell has under that name, and `$${` stands for `${`. */
function expanded(text: string): VariableValue {
  const variable = text.startsWith('${') ? variableMeant(text) : undefined;
  if (variable !== undefined) return { is: 'reference', reference: `env:${variable}` };
  return /(^|[^$])\$\{/.test(text) ? { is: 'computed' } : { is: 'text', text: text.replaceAll('$${', '${') };
}

function recordsIn(value: unknown): [string, JsonObject][] {
  return Object.entries(asRecord(value)).map(([name, entry]) => [name, asRecord(entry)]);
}

/** What coderouter’s own variants set, as far as it says where requests go. */
const coderouterVariants: { readonly [name: string]: Readonly<Record<string, string>> } = {
  'claude.aws': { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'us-west-1' },
  'claude.vertex': { CLAUDE_CODE_USE_VERTEX: '1', CLOUD_ML_REGION: 'global' },
  'claude.azure': { CLAUDE_CODE_USE_FOUNDRY: '1' },
  'claude.glm': { ANTHROPIC_BASE_URL: 'https://api.z.ai/api/anthropic' },
  'claude.minimax': { ANTHROPIC_BASE_URL: 'https://api.minimax.io/anthropic' },
  'claude.kimi': { ANTHROPIC_BASE_URL: 'https://api.moonshot.ai/anthropic' },
  'claude.openrouter': { ANTHROPIC_BASE_URL: 'https://openrouter.ai/api' },
};

/** A variant with what it extends and with the first credentials whose pattern it fits, the longest beginning first. */
function variantSet(name: string, variant: JsonObject, auth: JsonObject, where: string): VariableSet {
  const base = typeof variant.extends === 'string' ? variant.extends : name;
  const given = Object.hasOwn(coderouterVariants, base) ? coderouterVariants[base] : {};
  const parts = name.split('.');
  const prefixes = parts.map((_, at) => parts.slice(0, parts.length - at).join('.'));
  const pattern = prefixes.flatMap(prefix => [prefix, `${prefix}*`]).find(each => Object.hasOwn(auth, each));
  const env = { ...given, ...envOf(variant), ...envOf({ env: auth[pattern ?? ''] }) };
  return { called: name.slice('claude.'.length), values: textValues(env), helper: undefined, where };
}

/** The providers that clother knows by itself: the name of the key, and the address. */
const clotherProviders: { readonly [id: string]: readonly [string, string] } = {
  zai: ['ZAI_API_KEY', 'https://api.z.ai/api/anthropic'],
  'zai-cn': ['ZAI_CN_API_KEY', 'https://open.bigmodel.cn/api/anthropic'],
  minimax: ['MINIMAX_API_KEY', 'https://api.minimax.io/anthropic'],
  'minimax-cn': ['MINIMAX_CN_API_KEY', 'https://api.minimaxi.com/anthropic'],
  kimi: ['KIMI_API_KEY', 'https://api.kimi.com/coding/'],
  moonshot: ['MOONSHOT_API_KEY', 'https://api.moonshot.ai/anthropic'],
  ve: ['ARK_API_KEY', 'https://ark.cn-beijing.volces.com/api/coding'],
  deepseek: ['DEEPSEEK_API_KEY', 'https://api.deepseek.com/anthropic'],
  mimo: ['MIMO_API_KEY', 'https://api.xiaomimimo.com/anthropic'],
  alibaba: ['ALIBABA_API_KEY', 'https://coding-intl.dashscope.aliyuncs.com/apps/anthropic'],
  'alibaba-us': ['ALIBABA_API_KEY', 'https://coding-us.dashscope.aliyuncs.com/apps/anthropic'],
  'alibaba-cn': ['ALIBABA_API_KEY', 'https://coding.dashscope.aliyuncs.com/apps/anthropic'],
};

/** One model for everything, as clother sets it, and a key that another file of clother holds under that name. */
function clotherSet(
  called: string,
  address: unknown,
  key: unknown,
  model: unknown,
  where: string,
): FoundEntry {
  if (typeof address !== 'string') return { name: called, why: 'its address is not in the file' };
  const models = typeof model === 'string' && model !== '' ? modelsOf(model) : {};
  const values = new Map(textValues({ ANTHROPIC_BASE_URL: address, ...models }));
  const named = typeof key === 'string' && /^[A-Z_][A-Z0-9_]*$/.test(key);
  if (named) values.set('ANTHROPIC_AUTH_TOKEN', { is: 'reference', reference: `env:${key}` });
  const notes = named ? [`clother keeps ${key} in ~/.local/share/clother/secrets.env; export it`] : [];
  return { called, values, helper: undefined, where, notes };
}

/** One model under every name by which Claude Code asks for one. */
export function modelsOf(model: string): Record<string, string> {
  const variables = (['default', ...modelAliases] as const).map(
    each => chosenModels[`models.${each}`].variable,
  );
  return Object.fromEntries(variables.map(variable => [variable, model]));
}

/**
 * ccx (bhadraagada/ccenv, ccenv-cli 1.1.6, read 2026-11-29): its own `config.json`, or one profile as `ccx export`
 * prints it (src/types.ts and src/lib/config.ts).
 */
export const ccx: ToolFormat = {
  tool: 'ccx',
  files: ['~/.config/claude-env-nodejs/config.json', 'what ccx export prints'],
  version: '1.1.6',
  read: (raw, { where }) => {
    if (isProfile(raw)) return [setOf(raw, where)];
    if (!isRecord(raw.profiles) || !Object.hasOwn(raw, 'activeProfile')) return undefined;
    return Object.entries(raw.profiles).map(([name, profile]) =>
      isRecord(profile) && isProfile(profile)
        ? setOf(profile, where)
        : { name, why: 'it lacks name, baseUrl or clearAnthropicKey' },
    );
  },
};

/** ccx encrypts with a key that it makes of the machine’s and the user’s name: initial vector, colon, cipher text. */
function isEncrypted(text: string): boolean {
  return /^[0-9a-f]{32}:([0-9a-f]{32})+$/.test(text);
}

function isProfile(raw: JsonObject): boolean {
  return (
    typeof raw.name === 'string' &&
    typeof raw.baseUrl === 'string' &&
    typeof raw.clearAnthropicKey === 'boolean'
  );
}

/** The variables that ccx exports for a profile (src/lib/shell.ts). */
function setOf(raw: JsonObject, where: string): VariableSet {
  const texts = {
    ANTHROPIC_BASE_URL: raw.baseUrl,
    ANTHROPIC_AUTH_TOKEN: raw.apiKey,
    ANTHROPIC_MODEL: raw.model,
    ...asRecord(raw.extraEnv),
  };
  // What is not a text is no value.
  const values = Object.entries(texts).flatMap(([name, text]): [string, VariableValue][] =>
    typeof text === 'string' ? [[name, isEncrypted(text) ? { is: 'encrypted' } : { is: 'text', text }]] : [],
  );
  return { called: String(raw.name), values: new Map(values), helper: undefined, where };
}
