import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import type { Profile } from '../../src/backends/profile.ts';
import { isUnlikelyName } from '../../src/base/key-looks.ts';
import { emptyConfig } from '../../src/profile/config.ts';
import { nameProblem } from '../../src/profile/names.ts';
import { withImported } from '../../src/transfer/add-imported.ts';
import { safeOnes } from '../../src/transfer/choose.ts';
import { exposedIn } from '../../src/transfer/exposed-secrets.ts';
import { documentOf } from '../../src/transfer/formats/cgw.ts';
import { recognised } from '../../src/transfer/recognise.ts';
import { presetProfiles } from '../shells/preset-profiles.ts';
import { runs } from '../support/tier.ts';
import { anyProfile } from '../ui/form/arbitraries.ts';

const name = fc
  .oneof(fc.constantFrom('litellm', '日本', 'constructor', 'a.b_c-d'), fc.stringMatching(/^[a-z0-9.]{1,12}$/))
  .filter(text => nameProblem(text) === undefined && !isUnlikelyName(text));

/** Out as `cgw export` prints it, and into an empty config. */
function throughFile(profiles: { [name: string]: Profile }) {
  const text = JSON.stringify(documentOf(profiles), undefined, 2);
  const { incoming, leftOut } = safeOnes(recognised(text, { where: 'FILE', home: '/home/me' }));
  expect(leftOut).toEqual([]);
  expect(incoming.flatMap(({ secrets, notes }) => [...secrets, ...notes])).toEqual([]);
  return withImported(emptyConfig, incoming, false).profiles;
}

describe('exported and imported', () => {
  test('any profiles are the same, in the same order', () => {
    fc.assert(
      fc.property(fc.dictionary(name, anyProfile, { maxKeys: 4 }), profiles => {
        fc.pre(Object.values(profiles).every(profile => exposedIn(profile).length === 0));
        const back = throughFile(profiles);
        expect(back).toEqual(profiles);
        expect(JSON.stringify(back)).toBe(JSON.stringify(profiles));
      }),
      { numRuns: runs(300, 15) },
    );
  });

  test.each(Object.entries(presetProfiles))('%s', (_, profile) => {
    expect(throughFile({ a: profile as Profile })).toEqual({ a: profile as Profile });
  });
});

test('whatever is in a file, it is read or refused in words', () => {
  fc.assert(
    fc.property(fc.json(), fc.json(), (profile, other) => {
      const text = `{"cgw": 1, "profiles": {"a": ${profile}, "b": {"backend": "gateway", "headers": ${other}}}}`;
      const { incoming, leftOut } = safeOnes(recognised(text, { where: 'FILE', home: '/home/me' }));
      expect([...incoming, ...leftOut].map(each => each.name).sort()).toEqual(['a', 'b']);
    }),
    { numRuns: runs(500) },
  );
});
