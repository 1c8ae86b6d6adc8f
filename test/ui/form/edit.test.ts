import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import { after, detailOf, editing, focusOn, formAfter, rowOf, screenOf } from './support.ts';

const bedrock: Profile = {
  backend: 'bedrock',
  region: 'us-east-1',
  note: 'mine',
  promptCaching: false,
  models: { opus: 'a' },
};

/** What is saved after these inputs on the row of a label. */
function saved(profile: Profile, label: string, ...inputs: Parameters<typeof formAfter>[1][]) {
  return after(focusOn(editing(profile), label), ...inputs, 'ctrl+s', 'enter').result;
}

function opened(profile: Profile, group: string, label: string) {
  return focusOn(formAfter(focusOn(editing(profile), group), 'enter'), label);
}

describe('editing', () => {
  test('a text, with what was seen before', () => {
    expect(saved(bedrock, 'region', 'ctrl+u', { type: 'eu-central-1' })).toEqual({
      result: 'save',
      next: undefined,
      secrets: [],
      change: {
        change: 'edit',
        name: 'work',
        before: bedrock,
        profile: { ...bedrock, region: 'eu-central-1' },
      },
    });
  });

  test('a text that is emptied is gone', () => {
    expect(saved(bedrock, 'note', 'ctrl+u')).toMatchObject({
      change: {
        profile: { backend: 'bedrock', region: 'us-east-1', promptCaching: false, models: { opus: 'a' } },
      },
    });
  });

  test('a choice, both ways round', () => {
    const choose = (...keys: string[]) => {
      const { result } = after(focusOn(editing(bedrock), 'serviceTier'), ...keys, 'ctrl+s', 'enter');
      return result?.result === 'save' && 'profile' in result.change
        ? result.change.profile.serviceTier
        : 'not saved';
    };
    expect(choose('right')).toBe('default');
    expect(choose('right', ' ')).toBe('flex');
    expect(choose('left')).toBe('priority');
    // Once around is where it began: nothing has changed.
    expect(choose('right', 'right', 'right', 'right')).toBe('not saved');
  });

  test('a toggle goes through not set, on and off', () => {
    const form = opened(bedrock, 'Features', 'promptCaching');
    expect(rowOf(form, 'promptCaching')).toEndWith('‹ off ›');
    expect(rowOf(formAfter(form, 'left'), 'promptCaching')).toEndWith('‹ on ›');
    expect(rowOf(formAfter(form, 'right'), 'promptCaching')).toEndWith('‹ not set ›');
    expect(rowOf(formAfter(form, 'delete'), 'promptCaching')).toEndWith('‹ not set ›');
  });

  test('all that can be chosen is shown, with what is chosen marked by a sign', () => {
    expect(detailOf(opened(bedrock, 'Features', 'promptCaching')).replaceAll('\u00a0', ' ')).toStartWith(
      '( ) not set  ( ) on  (•) off',
    );
  });

  test('words that people type mean what they mean on the command line', () => {
    const form = formAfter(opened(bedrock, 'Features', 'toolSearch'), { type: 'on' });
    expect(screenOf(form)).not.toContain('!');
    expect(after(form, 'ctrl+s', 'enter').result).toMatchObject({
      change: { profile: { toolSearch: 'true' } },
    });
  });

  test('a value against a pattern is found fault with as it is typed, and not saved', () => {
    const form = formAfter(focusOn(editing(bedrock), 'region'), 'ctrl+u', { type: 'frankfurt' });
    expect(detailOf(form)).toStartWith('! region is not an AWS region such as us-east-1');
    expect(rowOf(form, 'region')).toStartWith('❯ ! region');
    expect(after(form, 'ctrl+s', 'enter').result).toBeUndefined();
  });

  test('a problem in a folded group shows on it and opens it', () => {
    const typed = formAfter(opened(bedrock, 'Features', 'toolSearch'), { type: 'maybe' });
    const folded = formAfter(focusOn(typed, 'Features'), 'left');
    expect(rowOf(folded, '▸ Features')).toStartWith('❯ ! ▸ Features');
    const fixing = formAfter(folded, 'ctrl+s', 'enter');
    expect(rowOf(fixing, 'toolSearch')).toStartWith('❯ !');
  });

  test('the name is no row', () => {
    expect(rowOf(editing(bedrock), 'name')).toBe('no row name');
    expect(screenOf(editing(bedrock))).toStartWith(' cgw   edit work');
  });
});

describe('groups', () => {
  test('count what is set, and fold', () => {
    const form = focusOn(editing(bedrock), 'Models');
    expect(rowOf(form, '▸ Models')).toEndWith('1 set');
    expect(rowOf(form, '▸ Features')).toEndWith('1 set');
    expect(rowOf(form, '▸ Headers')).toEndWith('none set');
    expect(rowOf(form, 'opus')).toBe('no row opus');
    for (const [open, close] of [
      ['enter', 'enter'],
      ['right', 'left'],
      [' ', ' '],
    ] as const) {
      expect(rowOf(formAfter(form, open), 'opus')).toEndWith('a');
      expect(rowOf(formAfter(form, open, close), 'opus')).toBe('no row opus');
    }
    expect(rowOf(formAfter(form, 'right', 'right'), 'opus')).toEndWith('a');
  });

  test('are those of the backend', () => {
    expect(rowOf(editing({ backend: 'vertex', projectId: 'p' }), '▸ Regions')).toContain('none set');
    expect(rowOf(editing(bedrock), '▸ Regions')).toBe('no row ▸ Regions');
  });
});

describe('fields that exclude each other', () => {
  const both: Profile = { backend: 'bedrock', awsProfile: 'w', bearerToken: 'env:BEARER' };

  test('all carry the problem, in words', () => {
    const form = editing(both);
    expect(rowOf(form, 'awsProfile')).toStartWith('  ! awsProfile');
    expect(rowOf(form, 'bearerToken')).toStartWith('  ! bearerToken');
    expect(detailOf(focusOn(form, 'awsProfile'))).toStartWith(
      '! bearerToken, awsProfile exclude each other: the Bedrock API key replaces AWS credentials',
    );
  });

  test('are right again when one is taken back', () => {
    const form = formAfter(focusOn(editing(both), 'awsProfile'), 'ctrl+u');
    expect(screenOf(form)).not.toContain('!');
  });

  test('exactly one: neither is found fault with before the review', () => {
    const form = formAfter(focusOn(editing({ backend: 'foundry', resource: 'r' }), 'resource'), 'ctrl+u');
    expect(screenOf(form)).not.toContain('!');
    const reviewed = formAfter(form, 'ctrl+s');
    expect(screenOf(reviewed)).toContain('resource, baseUrl are missing, and one of them is required');
    expect(after(reviewed, 'enter', { type: 'mine' }, 'ctrl+s', 'enter').result).toMatchObject({
      change: { profile: { backend: 'foundry', resource: 'mine' } },
    });
  });
});

describe('leaving', () => {
  const form = editing(bedrock);
  const changed = formAfter(focusOn(form, 'region'), { type: '0' });

  test('without changes at once', () => {
    expect(after(form, 'escape').result).toEqual({ result: 'cancelled' });
    expect(after(form, 'down', 'up', 'right', 'left', 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('a change that was taken back is none', () => {
    expect(after(changed, 'backspace', 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('with changes after a question that only y answers', () => {
    const asked = after(changed, 'escape');
    expect(asked.result).toBeUndefined();
    expect(screenOf(asked.form)).toContain('Discard the changes?');
    expect(after(asked.form, 'y').result).toEqual({ result: 'cancelled' });
    for (const key of ['n', 'enter', 'escape']) {
      const { form: kept, result } = after(asked.form, key);
      expect(result).toBeUndefined();
      expect(rowOf(kept, 'region')).toEndWith('us-east-10');
      expect(screenOf(kept)).not.toContain('Discard');
    }
    for (const key of ['q', ' ', 'x', 'ctrl+s', 'up']) {
      const { form: same, result } = after(asked.form, key);
      expect(result).toBeUndefined();
      expect(screenOf(same)).toContain('Discard the changes?');
    }
  });

  test('a paste answers no question', () => {
    const { form: asked, result } = after(changed, 'escape', { paste: 'y' });
    expect(result).toBeUndefined();
    expect(screenOf(asked)).toContain('Discard the changes?');
    expect(rowOf(formAfter(asked, 'n'), 'region')).toEndWith('us-east-10');
  });
});
