import { describe, expect, test } from 'bun:test';
import { litellmKey, modelIds, openrouterKey } from '../../src/check/steps/offered.ts';

/** No number that can be shown. */
const noNumbers = [null, '7', true, [7], {}, Number.POSITIVE_INFINITY, undefined];

describe('what LiteLLM tells of a key', () => {
  const info = { spend: 1, max_budget: 2, rpm_limit: 3, tpm_limit: 4, expires: '2027-01-01' };
  const key = { spend: 1, budget: 2, requestsPerMinute: 3, tokensPerMinute: 4, expires: '2027-01-01' };

  test('is taken as it is, a long text cut', () => {
    expect(litellmKey({ info: { ...info, metadata: {} }, key: 'x' })).toEqual(key);
    expect(litellmKey({ info: { ...info, expires: 'x'.repeat(99) } })?.expires).toBe('x'.repeat(40));
  });

  test.each([
    ['spend', 'spend'],
    ['max_budget', 'budget'],
    ['rpm_limit', 'requestsPerMinute'],
    ['tpm_limit', 'tokensPerMinute'],
  ])('%s that is not a number is not told', (field, shown) => {
    for (const wrong of noNumbers)
      expect(litellmKey({ info: { ...info, [field]: wrong } })).toEqual({ ...key, [shown]: null });
  });

  test.each<[unknown]>([[null], [7], [true], [['x']], [{}], [undefined]])(
    'an end that is %j is not told',
    expires => {
      expect(litellmKey({ info: { ...info, expires } })).toEqual({ ...key, expires: null });
    },
  );
});

describe('what OpenRouter tells of a key', () => {
  const rest = { requestsPerMinute: null, tokensPerMinute: null, expires: null };

  test('is taken as it is', () => {
    expect(openrouterKey({ data: { usage: 1, limit: 2 } })).toEqual({ spend: 1, budget: 2, ...rest });
  });

  test.each(noNumbers.map((wrong): [unknown] => [wrong]))('%j is not a number', wrong => {
    expect(openrouterKey({ data: { usage: wrong, limit: 2 } })).toEqual({ spend: null, budget: 2, ...rest });
    expect(openrouterKey({ data: { usage: 1, limit: wrong } })).toEqual({ spend: 1, budget: null, ...rest });
  });
});

test.each<[unknown]>([[undefined], [null], [7], ['x'], [['x']]])('%j tells nothing of a key', wrong => {
  for (const body of [wrong, { info: wrong, data: wrong }]) {
    expect(litellmKey(body)).toBeUndefined();
    expect(openrouterKey(body)).toBeUndefined();
  }
});

test.each<[unknown]>([[undefined], [null], [7], ['x'], [{}]])('%j lists no models', wrong => {
  expect(modelIds(wrong)).toBeUndefined();
  expect(modelIds({ data: wrong })).toBeUndefined();
});

test('one model without a name does not hide the others', () => {
  const data = [null, 7, 'x', ['x'], {}, { id: 7 }, { id: 'a', object: 'model' }, { id: '' }];
  expect(modelIds({ data })).toEqual(['a', '']);
  expect(modelIds({ data: [] })).toEqual([]);
});
