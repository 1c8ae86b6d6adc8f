import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import { pressInForm } from '../../../src/ui/screens/form/form.ts';
import { derive } from '../../../src/ui/screens/form/model.ts';
import { adding, after, editing, focusOn, formAfter, screenOf } from './support.ts';

/** The lines of the review, without the border. */
function review(form: ReturnType<typeof editing>, environment: { [name: string]: string } = {}): string[] {
  return screenOf(formAfter(form, 'ctrl+s'), { rows: 60, columns: 100, environment })
    .split('\n')
    .slice(2, -2)
    .map(line => line.slice(2, -2).trimEnd())
    .filter(line => line !== '');
}

describe('the review', () => {
  test('of a new profile: every field, and what it sets', () => {
    const profile: Profile = {
      backend: 'gateway',
      baseUrl: 'https://x',
      token: 'cmd:pass show x',
      apiKey: 'empty',
      promptCaching: false,
      headers: { authorization: { secret: 'env:AUTH', scheme: 'Basic' } },
    };
    expect(review(adding('gateway', { profile }))).toEqual([
      '~ AUTH is not exported here; put it into this shell and your start-up file: export AUTH=…',
      'Will be saved',
      '  + baseUrl                https://x',
      '  + token                  cmd:pass show x',
      '  + apiKey                 empty',
      '  + promptCaching          off',
      '  + headers.authorization  Basic env:AUTH',
      'Variables it sets',
      '  ANTHROPIC_BASE_URL = https://x',
      '  ANTHROPIC_AUTH_TOKEN = ‹cmd:pass show x›',
      '  ANTHROPIC_API_KEY = (empty)',
      '  DISABLE_PROMPT_CACHING = 1',
      '  ANTHROPIC_CUSTOM_HEADERS = authorization: Basic ‹env:AUTH›',
    ]);
  });

  test('an odd address is warned of, here and at its field, and can be saved', () => {
    const profile: Profile = { backend: 'gateway', baseUrl: 'https://openrouter.ai/api/v1', token: 'env:T' };
    const form = editing(profile);
    const warning =
      '~ baseUrl ends in /v1, to which Claude Code appends /v1/messages: use https://openrouter.ai/api';
    const size = { rows: 60, columns: 120, environment: {} };
    expect(screenOf(focusOn(form, 'baseUrl'), size)).toContain(warning);
    expect(screenOf(formAfter(form, 'ctrl+s'), size)).toContain(warning);
    expect(derive(form).problems).toEqual([]);
  });

  test('so is a model name of another cloud', () => {
    const profile: Profile = { backend: 'bedrock', models: { haiku: 'claude-haiku-4-5@20251001' } };
    const form = editing(profile);
    const warning =
      '~ models.haiku claude-haiku-4-5@20251001 is a name of Vertex, which is not known here: use claude-haiku-4-5-20251001';
    const size = { rows: 60, columns: 140, environment: {} };
    const unfolded = formAfter(focusOn(form, 'Models'), 'right');
    expect(screenOf(focusOn(unfolded, 'haiku'), size)).toContain(warning);
    expect(screenOf(focusOn(form, 'region'), size)).not.toContain(warning);
    expect(screenOf(formAfter(form, 'ctrl+s'), size)).toContain(warning);
    expect(derive(form).problems).toEqual([]);
  });

  test('of a change: only that', () => {
    const form = editing({ backend: 'bedrock', region: 'us-east-1', note: 'old', awsProfile: 'w' });
    const changed = formAfter(
      focusOn(form, 'region'),
      ...['ctrl+u', { type: 'eu-west-1' }, 'down', 'down', 'down', { type: 'us-west-2' }],
    );
    expect(review(formAfter(focusOn(changed, 'note'), 'ctrl+u'))).toEqual([
      'Changes',
      '  ~ region           us-east-1 → eu-west-1',
      '  - note             old',
      '  + smallFastRegion  us-west-2',
      'Variables it sets',
      '  CLAUDE_CODE_USE_BEDROCK = 1',
      '  AWS_REGION = eu-west-1',
      '  AWS_PROFILE = w',
      '  ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION = us-west-2',
    ]);
  });

  test('says what is cleared here: what is set in this environment and belongs to other backends', () => {
    const environment = {
      ANTHROPIC_BASE_URL: 'https://other',
      CLAUDE_CODE_USE_VERTEX: '1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: 'us-east-1',
      HOME: '/home/me',
      CGW_PROFILE: 'other',
      CGW_SET: 'MY_TOOL',
      MY_TOOL: 'x',
    };
    const lines = review(editing({ backend: 'bedrock' }), environment);
    const cleared = lines.slice(lines.indexOf('Cleared here') + 1).sort();
    expect(cleared).toEqual(['  ANTHROPIC_BASE_URL', '  CLAUDE_CODE_USE_VERTEX', '  MY_TOOL']);
  });

  test('of a profile that sets nothing', () => {
    expect(review(adding('subscription'))).toEqual([
      'Will be saved',
      '  no field is set',
      'Variables it sets',
      '  none: every variable of other backends is cleared',
    ]);
  });

  test('goes back to the row it was asked for on', () => {
    const form = focusOn(editing({ backend: 'bedrock' }), 'baseUrl');
    expect(screenOf(formAfter(form, 'ctrl+s', 'escape'))).toBe(screenOf(form));
  });

  test('Enter goes to the topmost of several problems', () => {
    const form = formAfter(adding('vertex', { name: 'a b' }), 'down', { type: 'No Project' }, 'down', {
      type: 'x1x',
    });
    expect(review(form).slice(0, 4)).toEqual([
      '! 3 things are wrong: nothing is saved until that is fixed',
      '  name may hold only letters, digits, ".", "_" and "-"',
      '  projectId is not a Google Cloud project ID such as my-project',
      '  region is not a Vertex region such as us-east5 or global',
    ]);
    expect(screenOf(formAfter(form, 'ctrl+s', 'enter'))).toContain('❯ ! name');
  });

  test.each([
    ['review', 'ctrl+s'],
    ['help', 'ctrl+g'],
  ])('scrolls to its end and no further: %s', (_, key) => {
    const size = { columns: 60, rows: 12 };
    const environment = Object.fromEntries(['URL', 'KEY', 'TOKEN'].map(n => [`ANTHROPIC_BASE_${n}`, 'x']));
    const press = (form: ReturnType<typeof editing>, ...keys: string[]) =>
      keys.reduce((each, next) => pressInForm(each, next, size, environment).form, form);
    const env = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`MY_TOOL_${n}`, 'x']));
    const top = press(editing({ backend: 'bedrock', env }), key);
    const end = press(top, ...Array.from({ length: 30 }, () => 'pagedown'));
    expect(screenOf(end, { ...size, environment })).not.toContain('more below');
    expect(screenOf(press(end, 'up'), { ...size, environment })).toContain('1 more below');
    // A screen that has grown shows less of it above, and the first key up is seen there as well.
    const grown = { columns: 60, rows: 16 };
    const up = pressInForm(end, 'up', grown, environment).form;
    expect(screenOf(up, { ...grown, environment })).toContain('1 more below');
  });

  test('is saved only from itself', () => {
    for (const key of ['enter', 'l', 'y', 'tab'])
      expect(after(adding('bedrock'), key).result).toBeUndefined();
    expect(after(adding('bedrock'), 'ctrl+s', 'ctrl+s').result).toMatchObject({
      result: 'save',
      next: undefined,
    });
  });
});
