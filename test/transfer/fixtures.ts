/** A file as a program writes it, with values of our own, and what comes of it: profiles by name, or why not. */
export type Fixture = {
  readonly tool: string;
  readonly what: string;
  readonly content: object | string;
  /** Where it lies; some programs name a profile by its file. */
  readonly where?: string;
  readonly profiles: { readonly [name: string]: object };
  readonly leftOut?: { readonly [name: string]: string };
};

export const key = 'sk-canary-0123456789';

const address = 'https://llm.corp.example';
const env = { ANTHROPIC_BASE_URL: address, ANTHROPIC_AUTH_TOKEN: key };
const gateway = { backend: 'gateway', baseUrl: address };
const plain = { ...gateway, token: `plain(${key})` };
const model = (name: string) => ({ default: name, opus: name, sonnet: name, haiku: name, fable: name });

/** Read on 2026-11-29 in the sources of the version that each reader names (src/transfer/formats). */
export const fixtures: readonly Fixture[] = [
  {
    tool: 'Claude Code',
    what: 'settings of a profile of ccs',
    where: '/home/me/.ccs/glm.settings.json',
    content: { env: { ...env, ANTHROPIC_MODEL: 'glm' } },
    profiles: { glm: { ...plain, models: { default: 'glm' } } },
  },
  {
    tool: 'Claude Code',
    what: 'settings of a profile of claudectx, with a model',
    where: '/home/me/.claude/profiles/work/settings.json',
    content: { env, model: 'opus', permissions: { allow: ['Bash'] } },
    profiles: { work: { ...plain, models: { default: 'opus' } } },
  },
  {
    tool: 'ccs',
    what: 'settings that lead to its proxy',
    where: '/home/me/.ccs/gemini.settings.json',
    content: { env: { ...env, ANTHROPIC_AUTH_TOKEN: 'ccs-internal-managed' } },
    profiles: {},
    leftOut: { gemini: 'it points to the proxy of ccs' },
  },
  {
    tool: 'ccs',
    what: 'config.json, which names files',
    content: { profiles: { glm: '~/.ccs/glm.settings.json' } },
    profiles: {},
    leftOut: { glm: 'its settings are in ~/.ccs/glm.settings.json; import that file' },
  },
  {
    tool: 'ccs',
    what: 'config.yaml, which names files',
    content:
      'version: 12\nprofiles:\n  glm:\n    type: api\n    settings: "~/.ccs/glm.settings.json"\ncliproxy: {}\n',
    profiles: {},
    leftOut: { glm: 'its settings are in ~/.ccs/glm.settings.json; import that file' },
  },
  {
    tool: 'VS Code',
    what: 'settings with comments',
    content: `// mine
{
  /* of the
     extension */
  "claudeCode.environmentVariables": [
    { "name": "ANTHROPIC_BASE_URL", "value": "${address}" }, // ours
    { "name": "ANTHROPIC_AUTH_TOKEN", "value": "${key}" },
    { "name": 7, "value": "x" },
  ],
  "editor.fontSize": 13,
}`,
    profiles: { gateway: plain },
  },
  {
    tool: 'VS Code',
    what: 'a workspace',
    content: {
      folders: [{ path: '.' }],
      settings: {
        'claudeCode.environmentVariables': Object.entries(env).map(([name, value]) => ({ name, value })),
      },
    },
    profiles: { gateway: plain },
  },
  {
    tool: 'cc-switch',
    what: 'common settings, for those that ask for them',
    content: {
      version: 2,
      claude: {
        current: 'a',
        providers: {
          a: { name: 'with', settingsConfig: { env }, meta: { commonConfigEnabled: true } },
          b: { name: 'without', settingsConfig: { env }, meta: { commonConfigEnabled: false } },
        },
      },
      common_config_snippets: {
        claude: JSON.stringify({ env: { DISABLE_PROMPT_CACHING: '1' }, includeCoAuthoredBy: false }),
      },
    },
    profiles: { with: { ...plain, promptCaching: false }, without: plain },
  },
  {
    tool: 'cc-switch',
    what: 'common settings of an older version',
    content: {
      claude: {
        current: 'a',
        providers: { a: { name: 'a', settingsConfig: { env }, meta: { commonConfigEnabled: true } } },
      },
      claude_common_config_snippet: JSON.stringify({ env: { DISABLE_PROMPT_CACHING: '1' } }),
    },
    profiles: { a: { ...plain, promptCaching: false } },
  },
  {
    tool: 'cc-switch',
    what: 'keys that stand at the top',
    content: {
      current: 'a',
      providers: {
        a: {
          name: 'aws',
          settingsConfig: {
            apiKey: key,
            env: {
              ANTHROPIC_BASE_URL: 'https://bedrock-runtime.eu-west-1.amazonaws.com',
              AWS_REGION: 'eu-west-1',
              CLAUDE_CODE_USE_BEDROCK: '1',
            },
          },
        },
        b: { name: 'other', settingsConfig: { apiKey: key, env: { ANTHROPIC_BASE_URL: address } } },
      },
    },
    profiles: {
      aws: { backend: 'bedrock', region: 'eu-west-1', bearerToken: `plain(${key})` },
      other: plain,
    },
  },
  {
    tool: 'cc-switch',
    what: 'its export in SQL',
    content: `-- CC Switch SQLite 导出
-- 生成时间: 2026-11-29 09:00:00
-- user_version: 12
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE providers (id TEXT NOT NULL, app_type TEXT NOT NULL, name TEXT NOT NULL, settings_config TEXT NOT NULL,
  sort_index INTEGER, meta TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (id, app_type));
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT);
INSERT INTO "prompts" ("id", "content") VALUES ('p', 'INSERT INTO "providers" ("name") VALUES (''forged'');'),('q', NULL);
INSERT INTO "providers" ("id", "app_type", "name", "settings_config", "sort_index", "meta") VALUES ('1', 'claude', 'it''s', '${JSON.stringify({ env })}', 2, '{"commonConfigEnabled":true}'),('2', 'codex', 'other', '{}', NULL, '{}'),('3', 'claude', 'first', '${JSON.stringify({ env })}', 1, '{}');
INSERT INTO "providers" ("id", "app_type", "name", "settings_config", "sort_index", "meta") VALUES ('4', 'claude', 'b', X'00', NULL, '{}');
INSERT INTO "settings" ("key", "value") VALUES ('common_config_claude', '{"env":{"DISABLE_PROMPT_CACHING":"1"}}');
COMMIT;
PRAGMA foreign_keys=ON;
`,
    profiles: { first: plain, 'it-s': { ...plain, promptCaching: false } },
    leftOut: { b: 'it does not say which backend' },
  },
  {
    tool: 'ccx',
    what: 'one profile of two has no key',
    content: {
      activeProfile: 'work',
      profiles: {
        work: { name: 'work', provider: 'custom', baseUrl: address, apiKey: key, clearAnthropicKey: true },
        bare: { name: 'bare', provider: 'custom', baseUrl: address, clearAnthropicKey: true },
        odd: 7,
      },
      settings: { encryptionEnabled: false, defaultShell: 'bash' },
    },
    profiles: { work: plain },
    leftOut: {
      bare: 'token, apiKey are missing, and one of them is required',
      odd: 'it lacks name, baseUrl or clearAnthropicKey',
    },
  },
  {
    tool: 'cce',
    what: 'a variable of the shell, an escaped one, and a login',
    content: {
      version: 1,
      default: 'kimi',
      envs: {
        kimi: {
          description: 'ours',
          args: '--add-dir x',
          env: {
            ANTHROPIC_BASE_URL: address,
            // biome-ignore lint/suspicious/noTemplateCurlyInString: as the file has it
            ANTHROPIC_AUTH_TOKEN: '${KIMI_KEY}',
            ANTHROPIC_MODEL: 'm',
          },
        },
        official: { env: {} },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: as the file has it
        part: { env: { ...env, ANTHROPIC_BASE_URL: 'https://${HOST}/' } },
      },
    },
    profiles: { kimi: { ...gateway, token: 'env:KIMI_KEY', models: { default: 'm' } } },
    leftOut: {
      official: 'it does not say which backend',
      part: 'ANTHROPIC_BASE_URL is worked out by the shell',
    },
  },
  {
    tool: 'ccc',
    what: 'providers over common settings',
    content: {
      settings: { env: { DISABLE_PROMPT_CACHING: '1', ANTHROPIC_MODEL: 'common' } },
      claude_args: ['--verbose'],
      current_provider: 'own',
      providers: { own: { env: { ...env, ANTHROPIC_MODEL: 'm' } }, empty: {}, odd: ['x'] },
    },
    profiles: { own: { ...plain, models: { default: 'm' }, promptCaching: false } },
    leftOut: { empty: 'it does not say which backend', odd: 'it does not say which backend' },
  },
  {
    tool: 'claudectx',
    what: 'what claudectx export prints',
    content: {
      version: '1.0.0',
      name: 'work',
      settings: { env, model: 'opus' },
      claude_md: '# ours',
      exported_at: '2026-11-29T09:00:00Z',
    },
    profiles: { work: { ...plain, models: { default: 'opus' } } },
  },
  {
    tool: 'coderouter',
    what: 'variants, their credentials, and one of its own',
    content: {
      variants: {
        'claude.corp': { env: { ANTHROPIC_BASE_URL: address } },
        'claude.aws.eu': { extends: 'claude.aws', env: { AWS_REGION: 'eu-west-1' } },
        'codex.x': { env: {} },
      },
      auth: { 'claude.corp*': { ANTHROPIC_AUTH_TOKEN: key }, 'gemini*': { GEMINI_API_KEY: 'x' } },
    },
    profiles: { corp: plain, 'aws.eu': { backend: 'bedrock', region: 'eu-west-1' } },
  },
  {
    tool: 'clother',
    what: 'own providers, aliases and overrides',
    content: {
      version: 1,
      custom_providers: {
        corp: { name: 'corp', display_name: 'Corp', base_url: address, api_key_env: 'CORP_API_KEY' },
        odd: 7,
      },
      openrouter_aliases: { kimi: 'moonshotai/kimi-k3' },
      provider_overrides: { mimo: { model: 'mimo-x' }, unheard: { model: 'x' } },
    },
    profiles: {
      corp: { ...gateway, token: 'env:CORP_API_KEY' },
      'or-kimi': {
        backend: 'gateway',
        baseUrl: 'https://openrouter.ai/api',
        token: 'env:OPENROUTER_API_KEY',
        apiKey: 'empty',
        product: 'openrouter',
        modelFamily: 'claude',
        models: model('moonshotai/kimi-k3'),
      },
      mimo: {
        backend: 'gateway',
        baseUrl: 'https://api.xiaomimimo.com/anthropic',
        token: 'env:MIMO_API_KEY',
        product: 'mimo',
        modelFamily: 'other',
        toolSearch: 'false',
        models: model('mimo-x'),
      },
    },
    leftOut: { odd: 'its address is not in the file', unheard: 'its address is not in the file' },
  },
  {
    tool: 'claude-code-switch',
    what: 'keys by names of its own, one of them still an example',
    content: `# CCM
CCM_LANGUAGE=en
DEEPSEEK_API_KEY=sk-your-deepseek-api-key
STEPFUN_API_KEY=${key}  # mine
STEPFUN_MODEL=step-x
`,
    profiles: {
      stepfun: {
        backend: 'gateway',
        baseUrl: 'https://api.stepfun.ai/v1/anthropic',
        token: `plain(${key})`,
        models: model('step-x'),
      },
    },
    leftOut: { deepseek: 'ANTHROPIC_AUTH_TOKEN is an example text, not a key' },
  },
  {
    tool: 'claude-code-router',
    what: 'JSON5',
    content: `{ // mine\n Providers: [{ name: 'x', api_key: '${key}' }], PORT: 8080, HOST: '0.0.0.0', }`,
    profiles: {
      'claude-code-router': {
        backend: 'gateway',
        baseUrl: 'http://127.0.0.1:8080',
        token: 'placeholder:ccr',
        product: 'claude-code-router',
        modelFamily: 'other',
        toolSearch: 'false',
      },
    },
  },
  {
    tool: '1Password',
    what: 'a dotenv file for op run',
    content: `ANTHROPIC_BASE_URL=${address}\nANTHROPIC_AUTH_TOKEN="op://Private Vault/llm/key"\nANTHROPIC_CUSTOM_HEADERS="x-api-key: op://v/i/f"\n`,
    profiles: {
      gateway: {
        ...gateway,
        token: 'cmd:["op","read","op://Private Vault/llm/key"]',
        headers: { 'x-api-key': { secret: 'cmd:["op","read","op://v/i/f"]' } },
      },
    },
  },
  {
    tool: '1Password',
    what: 'a template for op inject',
    content: { env: { ...env, ANTHROPIC_AUTH_TOKEN: '{{ op://v/i/section/f }}' } },
    profiles: { gateway: { ...gateway, token: 'cmd:["op","read","op://v/i/section/f"]' } },
  },
];
