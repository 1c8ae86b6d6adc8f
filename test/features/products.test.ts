import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../src/backends/profile.ts';
import type { Cell } from '../../src/features/cell.ts';
import { featureIds } from '../../src/features/features.ts';
import { operators } from '../../src/features/operators.ts';
import { products } from '../../src/features/products/products.ts';
import { columnOf } from '../../src/features/profile-column.ts';
import { routes } from '../../src/features/routes.ts';
import { allPresets, presetOf } from '../../src/profile/presets.ts';

const server: Profile = {
  backend: 'gateway',
  baseUrl: 'https://g.example',
  token: 'env:T',
  modelFamily: 'other',
};
const deepseek: Profile = { ...server, product: 'deepseek' };

const general = ['gateway-claude', 'gateway-other'] as const;
const entries = general.flatMap(route =>
  Object.entries(products[route]).map(([product, cells]) => ({ route, product, cells })),
);

describe('the product of a profile', () => {
  test('decides what its route leaves open, and corrects what it says', () => {
    expect(routes['gateway-other'].column['web-search'].state).toBe('unknown');
    const column = columnOf({ profile: deepseek });
    expect(column['web-search']).toMatchObject({ state: 'full', changedBy: null });
    expect(column['structured-outputs'].state).toBe('none');
  });

  test('changes nothing where it is unknown, is another route’s, or says nothing', () => {
    const plain = columnOf({ profile: server });
    for (const product of ['acme', 'constructor', '__proto__', 'bifrost', ''])
      expect(columnOf({ profile: { ...server, product } })).toEqual(plain);
    expect(columnOf({ profile: deepseek }).skills).toEqual(plain.skills);
  });

  test('says nothing of the formats of clouds, which are other endpoints', () => {
    const clouds = { ...server, backend: 'gateway-bedrock', modelFamily: 'claude' } as const;
    expect(columnOf({ profile: { ...clouds, product: 'bifrost' } })).toEqual(columnOf({ profile: clouds }));
  });

  test('knows the route: the same product with Claude models and with others', () => {
    const state = (modelFamily: string) =>
      columnOf({ profile: { ...server, modelFamily, product: 'portkey' } })['extended-thinking'].state;
    expect([state('claude'), state('other')]).toEqual(['full', 'none']);
  });

  test('is beaten by what the profile sets', () => {
    const off = columnOf({ profile: { ...deepseek, context1m: false } })['context-1m'];
    expect(off).toMatchObject({ state: 'none', changedBy: 'context1m=off' });
    const long = { ...deepseek, env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '128000' } };
    expect(columnOf({ profile: long })['long-output'].state).toBe('full');
  });

  test('does not promise an answer of 128k from models that have less', () => {
    const long = { ...server, product: 'qwen', env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '128000' } };
    expect(columnOf({ profile: long })['long-output']).toMatchObject({ state: 'partial', lever: null });
  });

  test('is beaten by what cgw check has measured', () => {
    const check = {
      feature: 'web-search',
      state: 'none',
      why: '400',
      at: '2026-11-30T10:00:00Z',
      versions: 'x',
    } as const;
    const cell = columnOf({ profile: deepseek, checks: [check] })['web-search'];
    expect(cell).toMatchObject({ state: 'none', why: '400', changedBy: 'cgw check, 2026-11-30 10:00 UTC' });
  });
});

describe('the table of products', () => {
  test('names each as a preset or the table of operators does', () => {
    const named = allPresets().map(([, { profile }]) => String(profile.product ?? ''));
    const unnamed = entries.filter(
      ({ product }) => !named.includes(product) && !Object.hasOwn(operators, product),
    );
    expect(unnamed.map(({ product }) => product)).toEqual([]);
  });

  test('stands where the presets of the product stand', () => {
    for (const [name, { profile }] of allPresets()) {
      const family = profile.modelFamily === 'other' ? 'gateway-other' : 'gateway-claude';
      const known = entries.filter(({ product }) => product === profile.product).map(({ route }) => route);
      if (known.length > 0) expect([name, known]).toEqual([name, expect.arrayContaining([family])]);
    }
  });

  test('has no copy of what the route says anyway', () => {
    const said = ({ state, loss, why }: Cell) => `${state} ${loss} ${why}`;
    const copies = entries.flatMap(({ route, product, cells }) =>
      featureIds
        .filter(id => cells[id] !== undefined && said(cells[id]) === said(routes[route].column[id]))
        .map(id => `${product} ${id}`),
    );
    expect(copies).toEqual([]);
  });

  test('knows what it says', () => {
    const unknown = entries.flatMap(({ product, cells }) =>
      featureIds.filter(id => cells[id]?.state === 'unknown').map(id => `${product} ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the preset of a product', () => {
  const preset = (name: string, more: Partial<Profile> = {}) => {
    const held = presetOf(name)?.profile;
    if (held === undefined) throw new Error(`no preset ${name}`);
    return columnOf({ profile: { ...held, ...more } });
  };

  test('has its aliases where it names their models', () => {
    for (const name of ['moonshot', 'kimi-coding', 'zai', 'minimax', 'qwen', 'mimo', 'volcengine'])
      expect([name, preset(name)['model-aliases']]).toMatchObject([name, { state: 'full', lever: null }]);
    expect(preset('novita')['model-aliases'].state).toBe('partial');
  });

  // The same words are a part where any model may be meant, and all or nothing of the one that is named.
  test.each([
    ['moonshot', 'kimi-k3[1m]', 'prompt-caching', 'none', 'models.default=kimi-k2…'],
    ['moonshot', 'kimi-k2.7-code', 'prompt-caching', 'partial', null],
    ['moonshot', undefined, 'prompt-caching', 'partial', 'models.default=kimi-k2…'],
    ['minimax', 'MiniMax-M3[1m]', 'effort', 'none', 'models.default=MiniMax-M3.1-Flash…'],
    ['minimax', 'MiniMax-M3.1-Flash', 'effort', 'full', null],
    ['zai', 'glm-5.3[1m]', 'images-pdf', 'none', 'models.default=glm-5.3-flash…'],
    ['zai', 'glm-5.3-flash[1m]', 'images-pdf', 'partial', null],
    ['deepseek', 'deepseek-v4-pro[1m]', 'images-pdf', 'none', 'models.default=deepseek-flash…'],
    ['deepseek', 'deepseek-flash', 'images-pdf', 'partial', null],
  ] as const)('%s with the model %s: %s is %s', (name, model, id, state, lever) => {
    const models = model === undefined ? {} : { default: model };
    expect(preset(name, { models })[id]).toMatchObject({ state, lever });
  });

  test('keeps what the product says of its windows, beside the one that it sets', () => {
    expect(preset('kimi-coding')['context-1m']).toMatchObject({
      state: 'partial',
      loss: '1M in higher plans alone',
      lever: 'models.default=…[1m]',
    });
  });

  test('has its list of models where the lever leads', () => {
    expect(preset('bifrost')['model-discovery'].lever).toContain('/claude-code');
    const there = { baseUrl: 'https://b.example/claude-code', modelDiscovery: true };
    expect(preset('bifrost', there)['model-discovery'].lever).toBeNull();
  });

  test('asks for no [1m] that each of its aliases has', () => {
    expect(preset('zai')['context-1m']).toMatchObject({ state: 'full', lever: null });
  });

  // A model on one’s own machine has a window of tens of thousands, and Claude Code reckons with a million.
  test('says a window of a local model, which a name that ends in [1m] or a larger window undoes', () => {
    for (const name of ['ollama', 'lmstudio', 'vllm', 'llamacpp']) {
      const models = { opus: 'qwen3.5', sonnet: 'qwen3.5', contextWindow: '65536' };
      expect([name, presetOf(name)?.profile.models]).toMatchObject([name, { contextWindow: '65536' }]);
      expect([name, preset(name, { models })['context-1m']]).toMatchObject([
        name,
        { state: 'none', lever: 'models.contextWindow=…', changedBy: 'models.contextWindow=65536' },
      ]);
      for (const wider of [{ default: 'qwen3.5[1m]' }, { contextWindow: '1000000' }])
        expect(preset(name, { models: { ...models, ...wider } })['context-1m'].changedBy).toBeNull();
    }
  });

  test('of llama.cpp names a model: of Claude’s names Claude Code knows the window, and asks for 128000 tokens', () => {
    expect(preset('llamacpp')['context-1m']).toMatchObject({
      state: 'none',
      loss: 'The window is 65536 tokens',
    });
    const models = { default: 'claude-sonnet-5-5', contextWindow: '65536' };
    expect(preset('llamacpp', { models })['context-1m'].changedBy).toBeNull();
  });
});

describe('what was lost until a setting is there', () => {
  const set = (profile: Profile, name: string, value: string) =>
    columnOf({ profile: { ...profile, env: { [name]: value } } });
  const claude: Profile = { ...server, modelFamily: 'claude' };

  test.each([
    ['fast-mode', 'CLAUDE_CODE_SKIP_FAST_MODE_ORG_CHECK', '1'],
    ['advisor', 'CLAUDE_CODE_ENABLE_EXPERIMENTAL_ADVISOR_TOOL', '1'],
    ['fine-grained-tool-streaming', 'CLAUDE_CODE_ENABLE_FINE_GRAINED_TOOL_STREAMING', '1'],
  ] as const)('%s is no longer said to be off', (id, name, value) => {
    for (const product of ['bifrost', 'kong', 'openrouter']) {
      const before = columnOf({ profile: { ...claude, product } })[id];
      const cell = set({ ...claude, product }, name, value)[id];
      if (before.state === 'partial')
        expect(cell).toMatchObject({ state: 'partial', loss: 'Only where the server has it', lever: null });
      else expect(cell.state).toBe(before.state);
    }
  });

  test('a stream that may be silent for as long as it likes is not given up', () => {
    expect(set(claude, 'API_FORCE_IDLE_TIMEOUT', '0')['silent-streams'].state).toBe('full');
  });

  test('an answer is as long as the model allows, where nobody knows how long that is', () => {
    expect(set(server, 'CLAUDE_CODE_MAX_OUTPUT_TOKENS', '64000')['long-output']).toMatchObject({
      state: 'partial',
      loss: 'Only as much as the model gives',
    });
  });

  test('the start of each chat is cached without the block that differs', () => {
    const qwen = { ...server, product: 'qwen' };
    expect(columnOf({ profile: qwen })['prompt-caching'].loss).toMatch(/start/);
    expect(set(qwen, 'CLAUDE_CODE_ATTRIBUTION_HEADER', '0')['prompt-caching']).toMatchObject({
      state: 'partial',
      loss: 'Its own notices stay uncached',
    });
  });
});

test('no cell of a gateway that is not LiteLLM speaks of LiteLLM', () => {
  for (const [name, { profile }] of allPresets()) {
    if (profile.product === undefined || profile.product === 'litellm') continue;
    const column = columnOf({ profile });
    const lost = featureIds.filter(id =>
      /LiteLLM/.test(`${column[id].loss} ${column[id].why} ${column[id].lever}`),
    );
    expect([name, ...lost]).toEqual([name]);
  }
});
