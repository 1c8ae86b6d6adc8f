import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { openGroupOf, type Profile, profileFields } from '../../../src/backends/profile.ts';
import { allPresets } from '../../../src/profile/presets.ts';
import { problemsOf } from '../../../src/profile/rules.ts';
import { draftOf, profileOf } from '../../../src/ui/screens/form/draft.ts';
import { presetProfiles } from '../../shells/preset-profiles.ts';
import { runs, sampleOf } from '../../support/tier.ts';
import { anyProfile } from './arbitraries.ts';
import { adding, after, editing, formAfter, screenOf } from './support.ts';

/** Through every row of every group and into every entry, which is taken as it is. */
function walked(profile: Profile): { form: ReturnType<typeof editing>; taken: number } {
  let form = editing(profile);
  let taken = 0;
  for (let steps = 0; steps < 200; steps++) {
    const screen = screenOf(form, { columns: 120, rows: 60 });
    const focused = screen.split('\n').find(line => line.startsWith('│ ❯')) ?? '';
    if (focused.includes('→ review and save')) return { form, taken };
    if (focused.includes('▸')) form = formAfter(form, 'right', 'down');
    else {
      const inside = focused.includes('▾') ? form : formAfter(form, 'enter');
      if (inside.view.view === 'entry') taken += inside.view.entry.path === undefined ? 0 : 1;
      // An entry is taken on the way to the review; a new one is refused and left.
      form =
        inside.view.view === 'entry'
          ? formAfter(inside, 'ctrl+s', 'escape', 'down')
          : formAfter(form, 'down');
    }
  }
  throw new Error('there is no end');
}

function expectUnchanged(form: ReturnType<typeof editing>): void {
  const reviewing = formAfter(form, 'ctrl+s');
  expect(screenOf(reviewing)).toContain('nothing has changed, so there is nothing to save');
  for (const key of ['enter', 'l', 'ctrl+s']) expect(after(reviewing, key).result).toBeUndefined();
  expect(after(form, 'escape').result).toEqual({ result: 'cancelled' });
}

describe('a profile in the form', () => {
  test.each(sampleOf(Object.entries(presetProfiles), 2))(
    '%s, as it is configured, is unchanged',
    (_, fields) => {
      const profile = fields as Profile;
      expect(problemsOf(profile)).toEqual([]);
      expect(profileOf(profile.backend, draftOf(profile))).toEqual(profile);
      expectUnchanged(editing(profile));
      const { form, taken } = walked(profile);
      expect(taken).toBe(profileFields(profile).filter(({ path }) => openGroupOf(path) !== undefined).length);
      expectUnchanged(form);
    },
  );

  test.each(sampleOf(allPresets(), 3))('%s, as it is shipped, is unchanged', (name, { profile }) => {
    expect(profileOf(profile.backend, draftOf(profile))).toEqual(profile);
    expect(after(adding(name), 'escape').result).toEqual({ result: 'cancelled' });
  });

  test('any profile is unchanged, and keeps its order', () => {
    fc.assert(
      fc.property(anyProfile, profile => {
        const same = profileOf(profile.backend, draftOf(profile));
        expect(same).toEqual(profile);
        expect(profileFields(same)).toEqual(profileFields(profile));
        expectUnchanged(editing(profile));
      }),
      { numRuns: runs(150, 8) },
    );
  });

  test('any profile is unchanged after a walk through all of it', () => {
    fc.assert(
      fc.property(anyProfile, profile => expectUnchanged(walked(profile).form)),
      { numRuns: runs(15) },
    );
  });

  test('what stands in a field that cannot hold it stays until it is taken out', () => {
    const odd = {
      backend: 'bedrock',
      promptCaching: 'maybe',
      elsewhere: { deep: 1 },
      region: 'us-east-1',
    } as never;
    expect(profileOf('bedrock', draftOf(odd))).toEqual(odd);
    const form = editing(odd);
    expect(screenOf(form)).not.toContain('maybe');
    const { result } = after(
      form,
      'ctrl+s',
      'enter',
      'ctrl+d',
      'ctrl+s',
      'enter',
      'ctrl+d',
      'ctrl+s',
      'enter',
    );
    expect(result).toMatchObject({ change: { profile: { backend: 'bedrock', region: 'us-east-1' } } });
  });
});
