import { describe, expect, test } from 'bun:test';
import { authStatusIn } from '../../src/claude/auth-status.ts';

const told = { apiProvider: 'bedrock', authMethod: 'api_key', apiKeySource: 'ANTHROPIC_API_KEY' };

describe('what claude auth status prints', () => {
  test('is taken as it is, without what is not asked for', () => {
    expect(authStatusIn(JSON.stringify({ ...told, email: 'me@corp.example' }))).toEqual(told);
  });

  test.each(Object.keys(told))('%s that is not a text is not told', field => {
    for (const wrong of [null, 7, true, ['x'], {}, undefined])
      expect(authStatusIn(JSON.stringify({ ...told, [field]: wrong }))).toEqual({ ...told, [field]: null });
  });

  test.each(['', 'Not logged in', '{"apiProvider":', '[]', 'null', '7', '"x"'])('%j says nothing', output => {
    expect(authStatusIn(output)).toBeUndefined();
  });
});
