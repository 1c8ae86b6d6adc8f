import { describe, expect, test } from 'bun:test';
import { switchNotices, type Used } from '../../src/features/switch-notices.ts';

const direct: Used = { name: 'direct', profile: { backend: 'anthropic', apiKey: 'env:K' } };
const subscription: Used = { name: 'subscription', profile: { backend: 'anthropic' } };
const bedrock: Used = { name: 'bedrock', profile: { backend: 'bedrock' } };

describe('what is said on a switch', () => {
  test('to a poorer backend: what is lost, in one line, and where to read more', () => {
    const [notice = '', ...more] = switchNotices(direct, bedrock, []);
    expect(more).toEqual([]);
    expect(notice).toStartWith('direct → bedrock loses ');
    // facts/claude-code.md §6: no web search on Bedrock. What matters most comes first, the rest is counted.
    expect(notice).toContain('Web search');
    expect(notice).toMatch(/ and \d+ more/);
    expect(notice).toEndWith('(cgw diff direct bedrock)');
    expect(notice).not.toContain('\n');
  });

  test('to the same: nothing', () => {
    expect(switchNotices(bedrock, { ...bedrock, name: 'bedrock-eu' }, ['--continue'])).toEqual([]);
  });

  test.each(['--continue', '-c', '--resume', '-r id', '--resume=id'])(
    'going on with %s elsewhere is warned of',
    words => {
      expect(switchNotices(bedrock, direct, words.split(' ')).join()).toContain('thinking blocks');
    },
  );

  test('what may be lost is said too: silent losses hide there', () => {
    const litellm: Used = {
      name: 'litellm',
      profile: { backend: 'gateway', product: 'litellm', baseUrl: 'https://l' },
    };
    // facts/litellm.md §2: what happens to interleaved thinking depends on the upstream.
    expect(switchNotices(direct, litellm, []).join()).toMatch(/may lose .*Interleaved thinking/);
  });

  test('two gateways that may be anything share no conversation, one and the same does', () => {
    const one: Used = {
      name: 'one',
      profile: { backend: 'gateway', product: 'openrouter', baseUrl: 'https://a' },
    };
    const two: Used = { name: 'two', profile: { backend: 'gateway', baseUrl: 'https://b' } };
    expect(switchNotices(one, two, ['-pc', 'hi']).join()).toContain('thinking blocks');
    expect(switchNotices(one, { ...one, name: 'same' }, ['-c']).join()).not.toContain('thinking blocks');
  });

  test('within one provider a conversation goes on', () => {
    expect(switchNotices(direct, subscription, ['--continue']).join()).not.toContain('thinking blocks');
  });

  test('the same word behind -- is a prompt', () => {
    expect(switchNotices(bedrock, direct, ['-p', '--', '--continue']).join()).not.toContain(
      'thinking blocks',
    );
  });
});
