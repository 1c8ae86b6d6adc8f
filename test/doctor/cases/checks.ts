import type { Profile } from '../../../src/backends/profile.ts';
import { emptyReport, type Step } from '../../../src/check/report.ts';
import { type StoredCheck, storedOf } from '../../../src/check/stored-check.ts';
import { litellm } from '../machines.ts';
import { meant } from '../situations.ts';
import type { Case } from './case.ts';

/** What a check of this profile left behind. */
function checkOf(profile: Profile, ...steps: readonly Step[]): ReadonlyMap<string, StoredCheck> {
  const report = emptyReport('litellm', new Date('2026-11-20T10:00:00Z'), steps);
  return new Map([['litellm', storedOf(report, profile, undefined, 'salt')]]);
}

const ok: Step = { step: 'reachable', state: 'ok', what: 'it answers', remedy: null };
const refused: Step = {
  step: 'authenticated',
  state: 'failed',
  what: 'the credential is refused (401): no',
  remedy: 'cgw token litellm prints it',
};

const changed: Profile = { ...litellm, headers: { 'x-team': 'b' } };

const unlisted: Step = {
  step: 'models',
  state: 'warning',
  what: 'not in the list: claude-haiku-5-5 (haiku and background)',
  remedy: 'name what the gateway serves: cgw edit litellm --set models.haiku=claude-a',
};

export const checkCases = {
  'models-unlisted': {
    shown: [
      {
        when: 'an alias was not in the list',
        in: meant('litellm', litellm, { checks: checkOf(litellm, ok, unlisted) }),
        expect: {
          severity: 'warning',
          profile: 'litellm',
          command: 'cgw edit litellm --set models.haiku=claude-a',
        },
        evidence: ['not in the list: claude-haiku-5-5 (haiku and background)'],
      },
    ],
    absent: [
      { when: 'it was never measured', in: meant('litellm', litellm) },
      {
        when: 'all were',
        in: meant('litellm', litellm, {
          checks: checkOf(litellm, { ...unlisted, state: 'ok' }),
        }),
      },
      {
        when: 'the profile has changed since',
        in: meant('litellm', changed, { checks: checkOf(litellm, unlisted) }),
      },
    ],
  },

  'check-failed': {
    shown: [
      {
        when: 'a step failed',
        in: meant('litellm', litellm, { checks: checkOf(litellm, ok, refused) }),
        expect: {
          severity: 'warning',
          profile: 'litellm',
          fix: 'cgw token litellm prints it',
          command: 'cgw check litellm',
        },
        evidence: ['2026-11-20T10:00:00.000Z: authenticated: the credential is refused (401): no'],
      },
    ],
    absent: [
      { when: 'it was never measured', in: meant('litellm', litellm) },
      { when: 'all went well', in: meant('litellm', litellm, { checks: checkOf(litellm, ok) }) },
      {
        when: 'the profile has changed since',
        in: meant('litellm', changed, { checks: checkOf(litellm, refused) }),
      },
      {
        when: 'another profile is meant',
        in: meant('other', litellm, { checks: checkOf(litellm, refused) }),
      },
    ],
  },
  'check-stale': {
    shown: [
      {
        when: 'the profile has changed since',
        in: meant('litellm', changed, { checks: checkOf(litellm, ok) }),
        expect: { severity: 'note', profile: 'litellm', command: 'cgw check litellm' },
      },
    ],
    absent: [
      { when: 'it was never measured', in: meant('litellm', litellm) },
      { when: 'it is the same', in: meant('litellm', litellm, { checks: checkOf(litellm, ok) }) },
      {
        when: 'only the note is another',
        in: meant('litellm', { ...litellm, note: 'new' }, { checks: checkOf(litellm, ok) }),
      },
    ],
  },
} as const satisfies { readonly [id: string]: Case };
