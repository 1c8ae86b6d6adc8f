import type { Profile } from '../../../src/backends/profile.ts';
import { emptyReport, type Step } from '../../../src/check/report.ts';
import { type StoredCheck, storedOf } from '../../../src/check/stored-check.ts';
import { litellm } from '../machines.ts';
import { meant } from '../situations.ts';
import type { Case } from './case.ts';

/** What a check of this profile left behind. */
function checkOf(profile: Profile, ...steps: readonly Step[]): ReadonlyMap<string, StoredCheck> {
  return checkedOf(null, profile, ...steps);
}

/** The same of a LiteLLM that says its version. */
function checkedOf(
  version: string | null,
  profile: Profile,
  ...steps: readonly Step[]
): ReadonlyMap<string, StoredCheck> {
  const report = { ...emptyReport('litellm', new Date('2026-11-20T10:00:00Z'), steps), litellm: version };
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

const invoke = { ...litellm, upstream: 'bedrock-invoke' } as const satisfies Profile;

export const checkCases = {
  'versions-unmeasured': {
    shown: [
      {
        when: 'Claude Code is newer than all that was measured',
        in: meant('litellm', litellm, { claude: [{ path: '/usr/bin/claude', version: '2.2.0' }] }),
        expect: { severity: 'note', profile: 'litellm', command: 'cgw check litellm' },
        evidence: ['Claude Code 2.2.0 is newer than what was measured'],
      },
      {
        when: 'LiteLLM is older',
        in: meant('litellm', litellm, { checks: checkedOf('1.70.0', litellm, ok) }),
        expect: { severity: 'note' },
        evidence: ['LiteLLM 1.70.0 is older than what was measured'],
      },
    ],
    absent: [
      {
        when: 'both were measured',
        in: meant('litellm', litellm, { checks: checkedOf('1.110.2', litellm, ok) }),
      },
      {
        when: 'nothing of the route was',
        in: meant('z', { backend: 'gateway', baseUrl: 'https://z', token: 'env:K' }),
      },
      {
        when: 'the old LiteLLM was another profile’s',
        in: meant('litellm', changed, { checks: checkedOf('1.70.0', litellm, ok) }),
      },
    ],
  },

  'upgrade-changes': {
    shown: [
      {
        when: 'a newer LiteLLM lets more through',
        in: meant('litellm', invoke, { checks: checkedOf('1.83.0', invoke, ok) }),
        expect: { severity: 'note', profile: 'litellm', command: 'cgw features litellm --why' },
        evidence: ['LiteLLM 1.110.2 would bring'],
      },
    ],
    absent: [
      {
        when: 'it is the newest',
        in: meant('litellm', invoke, { checks: checkedOf('1.110.2', invoke, ok) }),
      },
      { when: 'nobody knows which it is', in: meant('litellm', invoke) },
    ],
  },

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
