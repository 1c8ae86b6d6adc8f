import { afterAll, describe, expect, test } from 'bun:test';
import { isRefusalOfRequest } from '../../src/check/exchange.ts';
import { judgeAnswer } from '../../src/check/steps/answered.ts';
import { setUp } from '../support/set-up.ts';
import { checked } from './support/checked.ts';
import { refused } from './support/exchanges.ts';
import { type Server, serve } from './support/server.ts';
import { refusal } from './support/upstream.ts';

setUp();

const servers: Server[] = [];
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
});

/** Anthropic’s (spend limit, credit) and LiteLLM’s (auth_checks.py: user, key, team); all come as 400. */
const words = [
  'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
  'Your credit balance is too low to access the Anthropic API.',
  'ExceededBudget: User=u1 over budget. Spend=10.2, Budget=10.0',
  'Budget has been exceeded! Current cost: 1.0, Max budget: 0.5',
] as const;

describe('money that runs out during a check', () => {
  // The last one is in nobody’s list: what shows it is that the plain message is refused as well.
  test.each([...words, 'The tenant is closed for today.'])('%s', async text => {
    let asked = 0;
    const server = serve(each => {
      if (!each.path.startsWith('/v1/messages')) return each;
      asked += 1;
      // The plain message, the made-up beta, and both of prompt caching.
      return asked <= 4 ? each : refusal(400, 'invalid_request_error', text);
    });
    servers.push(server);
    const { report, result, step, feature } = await checked(server.url);
    expect(report.features.filter(({ state }) => state === 'none')).toEqual([]);
    expect(feature('prompt-caching')).toBe('full');
    expect(feature('prompt-caching-1h')).toBe('unknown');
    // It asks no further than it must to know.
    expect(asked).toBe(6);
    expect(step('answered')).toMatchObject({ state: 'failed' });
    expect(step('answered')?.what).toContain(text);
    expect(report.steps.filter(each => each.step === 'answered')).toHaveLength(1);
    expect(result.exit).toBe(5);
  });

  test('a field that is refused while plain messages are answered is lost', async () => {
    let asked = 0;
    const server = serve(each => {
      if (!each.path.startsWith('/v1/messages')) return each;
      asked += 1;
      return asked === 5 ? refusal(400, 'invalid_request_error', 'no such field') : each;
    });
    servers.push(server);
    const { feature, step } = await checked(server.url);
    expect(feature('prompt-caching-1h')).toBe('none');
    expect(feature('effort')).toBe('full');
    expect(step('answered')).toMatchObject({ state: 'ok' });
  });
});

test.each(words)('%s is no refusal of the request, and not the fault of a name', text => {
  expect(isRefusalOfRequest(refused(400, text))).toBe(false);
  const { answered } = judgeAnswer(refused(400, text), 'm');
  expect(answered.remedy).toMatch(/money|budget/);
  expect(answered.remedy).not.toContain('name of the model');
});
