import { describe, expect, test } from 'bun:test';
import { switchNotices, type Used } from '../../src/features/switch-notices.ts';

const direct: Used = { name: 'direct', profile: { backend: 'anthropic', apiKey: 'env:K' } };
const subscription: Used = { name: 'subscription', profile: { backend: 'anthropic' } };
const bedrock: Used = { name: 'bedrock', profile: { backend: 'bedrock' } };

describe('what is said on a switch', () => {
  test('to a poorer backend: what is lost, in one line, and where to read more', () => {
    const [notice = '', ...more] = switchNotices(direct, bedrock, []);
    expect(more).toEqual([]);
    expect(notice).toStartWith('bedrock has less than direct: ');
    // facts/claude-code.md §6: neither web search nor the advisor on Bedrock.
    expect(notice).toContain('web-search');
    expect(notice).toContain('advisor');
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

  test('within one provider a conversation goes on', () => {
    expect(switchNotices(direct, subscription, ['--continue']).join()).not.toContain('thinking blocks');
  });

  test('the same word behind -- is a prompt', () => {
    expect(switchNotices(bedrock, direct, ['-p', '--', '--continue']).join()).not.toContain(
      'thinking blocks',
    );
  });
});
