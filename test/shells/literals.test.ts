import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { sampleOf } from '../support/tier.ts';
import { readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  freshFolder,
  runProgram,
  runScript,
  type Variables,
} from './harness.ts';

/**
 * What the profile must set, written by hand from `shared/seed/` ("Configuration Options") and, where named,
 * from `shared/facts/`. Nothing of it comes from cgw’s own tables.
 */
type Expectation = {
  readonly add: readonly string[];
  /** What the user exports. */
  readonly exported: Variables;
  readonly sets: Variables;
};

const litellmKey = { MY_LITELLM_KEY: 'sk-litellm-key' };
const token = ['--secret', 'token=env:MY_LITELLM_KEY'];

const expectations: { readonly [preset: string]: Expectation } = {
  direct: {
    add: [],
    exported: { ANTHROPIC_API_KEY: 'sk-ant-mine' },
    sets: { ANTHROPIC_API_KEY: 'sk-ant-mine' },
  },
  bedrock: {
    add: ['--set', 'region=us-east-1'],
    exported: {},
    sets: { CLAUDE_CODE_USE_BEDROCK: '1', AWS_REGION: 'us-east-1' },
  },
  vertex: {
    add: ['--set', 'region=us-east5', '--set', 'projectId=your-project'],
    exported: {},
    sets: {
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: 'us-east5',
      ANTHROPIC_VERTEX_PROJECT_ID: 'your-project',
    },
  },
  litellm: {
    add: ['--set', 'baseUrl=https://litellm-server:4000', ...token],
    exported: litellmKey,
    sets: { ANTHROPIC_BASE_URL: 'https://litellm-server:4000', ANTHROPIC_AUTH_TOKEN: 'sk-litellm-key' },
  },
  'litellm-anthropic': {
    add: ['--set', 'baseUrl=https://litellm-server:4000/anthropic', ...token],
    exported: litellmKey,
    sets: {
      ANTHROPIC_BASE_URL: 'https://litellm-server:4000/anthropic',
      ANTHROPIC_AUTH_TOKEN: 'sk-litellm-key',
    },
  },
  // The token: facts/claude-code.md §1, "ANTHROPIC_AUTH_TOKEN is sent as Bearer; without it no credential".
  'litellm-bedrock': {
    add: ['--set', 'baseUrl=https://litellm-server:4000/bedrock', ...token],
    exported: litellmKey,
    sets: {
      ANTHROPIC_BEDROCK_BASE_URL: 'https://litellm-server:4000/bedrock',
      CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      ANTHROPIC_AUTH_TOKEN: 'sk-litellm-key',
    },
  },
  'litellm-vertex': {
    add: [
      '--set',
      'baseUrl=https://litellm-server:4000/vertex_ai/v1',
      '--set',
      'projectId=your-project',
      ...token,
    ],
    exported: litellmKey,
    sets: {
      ANTHROPIC_VERTEX_BASE_URL: 'https://litellm-server:4000/vertex_ai/v1',
      ANTHROPIC_VERTEX_PROJECT_ID: 'your-project',
      CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: 'us-east5',
      ANTHROPIC_AUTH_TOKEN: 'sk-litellm-key',
    },
  },
  // facts/gateways.md: the API key is empty, not missing.
  openrouter: {
    add: ['--secret', 'token=env:MY_OPENROUTER_KEY'],
    exported: { MY_OPENROUTER_KEY: 'sk-or-key' },
    sets: {
      ANTHROPIC_BASE_URL: 'https://openrouter.ai/api',
      ANTHROPIC_AUTH_TOKEN: 'sk-or-key',
      ANTHROPIC_API_KEY: '',
    },
  },
};

/** Whatever could route or authenticate a request, by the shape of its name. */
const relevant = /^(ANTHROPIC_|CLAUDE_|CLOUD_ML_|VERTEX_|AWS_|DISABLE_|ENABLE_)/;

eachShell(shell => {
  for (const [preset, { add, exported, sets }] of sampleOf(Object.entries(expectations), 2))
    test(`${shell.name}: ${preset} sets what the seed says and nothing else`, async () => {
      const home = freshFolder();
      const environment = cleanEnvironment(home, exported);
      const run = { environment, cwd: home };
      if (add.length > 0) {
        const added = await runProgram(['cgw', 'add', preset, ...add], run);
        expect(added).toMatchObject({ exit: 0 });
      }
      const dump = join(home, 'dump');
      const script = `${shell.evaluate(`cgw env ${preset}`)}\n${shell.dump(dump)}\n`;
      expect(await runScript(shell, script, run)).toEqual({ exit: 0, stdout: '', stderr: '' });
      const after = readDump(dump);
      expect(Object.fromEntries([...after].filter(([name]) => relevant.test(name)))).toEqual({ ...sets });
      expect(after.get('CGW_PROFILE')).toBe(preset);
    });
});
