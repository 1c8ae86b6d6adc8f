import { describe, expect, test } from 'bun:test';
import { backends } from '../../src/backends/index.ts';
import { profileFields } from '../../src/backends/profile.ts';
import { retirementDay } from '../../src/backends/retirements.ts';
import { backendIds } from '../../src/env/backend-ids.ts';
import { assign } from '../../src/profile/assignments.ts';
import { nameProblem } from '../../src/profile/names.ts';
import {
  allPresets,
  isReady,
  missingFill,
  type Preset,
  presetNames,
  presetOf,
} from '../../src/profile/presets.ts';
import { problemsOf } from '../../src/profile/rules.ts';

/** A preset with the examples of what it leaves open put in, as the printed command would. */
function filled(preset: Preset) {
  const fill = Object.entries(preset.fill ?? {});
  const isSecret = ([, example]: [string, string]) => /(^|\s)(env|file|cmd):/.test(example);
  return assign(preset.profile, {
    set: fill.filter(each => !isSecret(each)).map(([path, example]) => `${path}=${example}`),
    secret: fill.filter(isSecret).map(([path, example]) => `${path}=${example}`),
    unset: [],
  });
}

// The presets that the issue names, and one for every row of the table of gateways.
const required = [
  ...['direct', 'subscription', 'bedrock', 'mantle', 'claude-aws', 'claude-gcp', 'vertex', 'foundry'],
  ...['litellm', 'litellm-anthropic', 'litellm-bedrock', 'litellm-vertex', 'openrouter', 'copilot', 'vercel'],
  ...[
    'cloudflare',
    'portkey',
    'bifrost',
    'kong',
    'envoy',
    'claude-code-router',
    'zai',
    'moonshot',
    'deepseek',
  ],
  ...['minimax', 'ollama', 'lmstudio', 'vllm', 'llamacpp'],
  ...[
    'zai-china',
    'moonshot-china',
    'minimax-china',
    'kimi-coding',
    'qwen',
    'qwen-china',
    'databricks',
    'mimo',
    'volcengine',
    'siliconflow',
    'siliconflow-china',
  ],
];

describe('presets', () => {
  test('every one that is promised is there', () => {
    expect(required.filter(name => !presetNames.includes(name))).toEqual([]);
  });

  test('every backend has one', () => {
    const used = new Set(allPresets().map(([, preset]) => preset.profile.backend));
    expect(backendIds.filter(id => !used.has(id))).toEqual([]);
  });

  test('those without open fields are usable at once', () => {
    const ready = allPresets().flatMap(([name, preset]) => (isReady(preset) ? [name] : []));
    expect(ready).toEqual(expect.arrayContaining(['direct', 'subscription', 'bedrock']));
  });

  test.each(allPresets())('%s makes a valid profile once its open fields are filled', (name, preset) => {
    expect(nameProblem(name)).toBeUndefined();
    expect(problemsOf(filled(preset))).toEqual([]);
  });

  test.each(allPresets())('%s says where it comes from and when that was read', (_, preset) => {
    expect(preset.source).toMatch(/^https:\/\/|observed on Claude Code \d/);
    expect(preset.checked).toMatch(/^2026-\d\d-\d\d$/);
    expect(preset.summary.length).toBeGreaterThan(20);
  });

  test.each(allPresets())('%s asks only for fields it does not have', (_, preset) => {
    const held = profileFields(preset.profile).map(entry => entry.path);
    expect(Object.keys(preset.fill ?? {}).filter(path => held.includes(path))).toEqual([]);
  });

  test('those of models that are not Claude send every MCP tool: such a model does not search for them', () => {
    const others = allPresets().filter(([, { profile }]) => profile.modelFamily === 'other');
    expect(others.length).toBeGreaterThan(8);
    expect(others.filter(([, { profile }]) => profile.toolSearch !== 'false').map(([name]) => name)).toEqual(
      [],
    );
  });

  test('a header that is no credential does not stand for the token', () => {
    const [databricks, portkey] = [presetOf('databricks'), presetOf('portkey')];
    if (databricks === undefined || portkey === undefined) throw new Error('no such preset');
    expect(missingFill(databricks, databricks.profile)).toEqual(['baseUrl', 'token']);
    const provider = { ...portkey.profile, headers: { 'x-portkey-provider': '@a' } };
    expect(missingFill(portkey, provider)).toContain('token');
    const secret = { ...databricks.profile, headers: { Authorization: { secret: 'Bearer env:T' } } };
    expect(missingFill(databricks, secret)).toEqual(['baseUrl']);
  });

  test('a name from the prototype is not a preset', () => {
    expect(presetOf('constructor')).toBeUndefined();
    expect(presetOf('__proto__')).toBeUndefined();
  });
});

test('no preset names a model that retires', () => {
  for (const [name, preset] of allPresets()) {
    const { models } = preset.profile;
    const named = [...Object.values(models ?? {}), preset.fill?.['models.default']];
    const { provider } = backends[preset.profile.backend];
    const retiring = named.filter(
      each => typeof each === 'string' && retirementDay(each, provider) !== undefined,
    );
    expect([name, ...retiring]).toEqual([name]);
  }
});
