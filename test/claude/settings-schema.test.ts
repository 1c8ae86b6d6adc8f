import { expect, test } from 'bun:test';
import { wrongKeys } from '../../src/claude/settings-schema.ts';

/* What costs a settings file all its effect on Claude Code 2.1.332; `test/live` asks the program itself. */

const dropped: readonly (readonly [object, string])[] = [
  [{ cleanupPeriodDays: 'x' }, 'cleanupPeriodDays'],
  [{ cleanupPeriodDays: 0 }, 'cleanupPeriodDays'],
  [{ cleanupPeriodDays: 1.5 }, 'cleanupPeriodDays'],
  [{ permissions: 3 }, 'permissions'],
  [{ permissions: { defaultMode: 'sometimes' } }, 'permissions.defaultMode'],
  [{ permissions: { additionalDirectories: ['/a', 3] } }, 'permissions.additionalDirectories.1'],
  [{ env: ['a'] }, 'env'],
  [{ env: null }, 'env'],
  [{ model: 5 }, 'model'],
  [{ apiKeyHelper: null }, 'apiKeyHelper'],
  [{ fallbackModel: 'opus' }, 'fallbackModel'],
  [{ availableModels: [null] }, 'availableModels.0'],
  [{ modelOverrides: { opus: 1 } }, 'modelOverrides.opus'],
  [{ statusLine: { type: 'command' } }, 'statusLine.command'],
  [{ sandbox: { network: { allowLocalBinding: 1 } } }, 'sandbox.network.allowLocalBinding'],
  [{ attribution: 'no' }, 'attribution'],
  [{ attribution: { commit: 1 } }, 'attribution.commit'],
  [{ verbose: null }, 'verbose'],
  [{ autoUpdatesChannel: 'weekly' }, 'autoUpdatesChannel'],
];

test.each(dropped)('%j costs the whole file, and the key is named', (content, key) => {
  expect(wrongKeys({ ...content }).map(({ keys }) => keys.join('.'))).toEqual([key]);
});

test.each<[object]>([
  [{}],
  [{ hooks: 'x' }],
  [{ teammateMode: 5 }],
  [{ effortLevel: 5, maxEffortLevel: [], ultracode: 'x', promptCacheTtl: 3 }],
  [{ enforceAvailableModels: null }],
  [{ permissions: { allow: [3, 'Bash'], unknown: 3 } }],
  [{ env: { A: 1, B: [], C: null, D: {} } }],
  [{ attribution: false }],
  [{ unknownKey: 3, constructor: 1, __proto__: null }],
  [{ extraKnownMarketplaces: { x: 3 } }],
])('%j is taken', content => {
  expect(wrongKeys({ ...content })).toEqual([]);
});
