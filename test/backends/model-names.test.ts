import { expect, test } from 'bun:test';
import { nameAdvice } from '../../src/backends/model-names.ts';

const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile';

// What each sends was observed on Claude Code 2.1.332, 2026-11-29.
test.each([
  ['bedrock', `${arn}%2Fabc`, `${arn}/abc`],
  ['bedrock', `${arn.replaceAll(':', '%3A')}%2Fabc`, `${arn}/abc`],
  ['bedrock', 'claude-haiku-4-5@20251001', 'claude-haiku-4-5-20251001'],
  ['bedrock', 'claude-made-up@20251001', null],
  ['bedrock', 'publishers/anthropic/models/claude-opus-5-5', 'claude-opus-5-5'],
  ['bedrock', 'eu.anthropic.claude-opus-5-5[1m]', 'us.anthropic.claude-opus-5-5'],
  ['bedrock', 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/x', null],
  ['vertex', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5@20251001'],
  ['vertex', 'global.anthropic.claude-opus-5-5', 'claude-opus-5-5'],
  ['vertex', `${arn}/abc`, null],
  ['mantle', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-4-5'],
  ['foundry', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
  ['foundry', 'claude-haiku-4-5@20251001', 'claude-haiku-4-5'],
  ['firstParty', 'claude-haiku-4-5@20251001', 'claude-haiku-4-5-20251001'],
  ['anthropicAws', 'anthropic.claude-opus-5-5', 'claude-opus-5-5'],
] as const)('%s, %s: rather %p', (provider, model, corrected) => {
  const advice = nameAdvice(provider, model, 'us-east-1');
  expect(advice).toMatchObject({ corrected });
  if (corrected !== null) expect(nameAdvice(provider, corrected, 'us-east-1')).toBeUndefined();
});

test.each([
  ['bedrock', `${arn}/abc`],
  ['bedrock', 'us.anthropic.claude-opus-5-5'],
  ['bedrock', 'global.anthropic.claude-opus-5-5'],
  ['bedrock', 'claude-haiku-4-5-20251001'],
  ['vertex', 'claude-haiku-4-5@20251001'],
  ['vertex', 'claude-haiku-4-5-20251001'],
  ['mantle', 'anthropic.claude-opus-5-5'],
  ['foundry', 'my-deployment'],
  ['firstParty', 'opus[1m]'],
] as const)('%s, %s: nothing to say', (provider, model) => {
  expect(nameAdvice(provider, model, 'us-east-1')).toBeUndefined();
});
