import { describe, expect, test } from 'bun:test';
import type { Profile } from '../../../src/backends/profile.ts';
import { emptyReport, type Report, type Step } from '../../../src/check/report.ts';
import { storedOf } from '../../../src/check/stored-check.ts';
import type { State } from '../../../src/ui/state.ts';
import { update } from '../../../src/ui/update.ts';
import { config } from '../../support/configured.ts';
import { after, opened, screenOf, snapshotOf } from '../../support/screens.ts';

function told(state: State, ...texts: readonly string[]): State {
  return texts.reduce((held, text) => update(held, { type: 'progress', name: 'work', text }), state);
}

/** The end of the check of `work`. */
function ended(state: State, stopped = false): State {
  return update(state, { type: 'checked', name: 'work', stopped, snapshot: snapshotOf() });
}

const asking = after(opened(), 't');
const running = after(asking, 'y');

describe('t', () => {
  test('says first what it may cost, and asks nothing of anybody', () => {
    const screen = screenOf(asking).join('\n');
    expect(screen).toMatch(/work: testing \d+ features of claude-opus-5-5; costs at most \$0\.\d\d/);
    expect(asking.request).toBeUndefined();
  });

  test.each([
    [{}, {}, 'us'],
    // As Claude Code looks for the region: what the shell says, else what the AWS profile does.
    [{ AWS_DEFAULT_REGION: 'eu-west-1' }, {}, 'eu'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'ap-south-1' }, {}, 'apac'],
    [{}, { awsProfile: 'team' }, 'eu'],
    [{ AWS_DEFAULT_REGION: 'eu-west-1' }, { region: 'us-east-1' }, 'us'],
  ])('on Bedrock with %j and %j names the model that is asked: %s.…', (more, fields, part) => {
    const { config: before, environment } = snapshotOf();
    const snapshot = {
      config: { ...before, profiles: { work: { backend: 'bedrock', ...fields } as const } },
      environment: { ...environment, ...more },
      awsProfiles: [{ name: 'team', region: 'eu-north-1', sso: false, where: '~/.aws/config' }],
    };
    const screen = screenOf(after(opened({ snapshot }), 't')).join('\n');
    expect(screen).toContain(` of ${part}.anthropic.claude-opus-5-5`);
  });

  test.each([['enter'], ['escape'], ['n'], ['q']])('%s leaves it', press => {
    const left = after(asking, press);
    expect(left.request).toBeUndefined();
    expect(left.layers).toEqual([]);
    expect(left.outcome).toBeUndefined();
  });

  test('y starts it, and keys do not wait for it', () => {
    expect(running.request).toEqual({ request: 'check', name: 'work', columns: expect.any(Number) });
    expect(running.busy).toBe(false);
    expect(screenOf(running).join('\n')).toContain('checking …');
  });

  test('shows what is found out as it comes, the last of it in sight', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `  ✓ full     feature-${index}: seen`);
    const screen = screenOf(told(running, ...lines)).join('\n');
    expect(screen).toContain('feature-59');
    expect(screen).not.toContain('feature-1:');
  });

  test('whoever scrolls up stays there', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}.`);
    const up = after(told(running, ...lines), 'pageup', 'pageup', 'pageup', 'pageup', 'pageup', 'pageup');
    expect(screenOf(told(up, 'one more')).join('\n')).toContain('line 0.');
  });

  test('Esc stops it and goes back to the list, and what comes later is told there', () => {
    const left = after(told(running, 'half of it'), 'escape');
    expect(left.request).toEqual({ request: 'stop-check' });
    expect(left.layers).toEqual([]);
    const end = ended(told(left, 'late'), true);
    expect(end.layers).toEqual([]);
    expect(end.status?.text).toBe('the check of work was stopped; what it found is kept');
  });

  test('its end leaves the page to be read', () => {
    const done = ended(told(running, 'all of it'));
    expect(screenOf(done).join('\n')).toContain('all of it');
    expect(after(done, 'escape')).toMatchObject({ layers: [], outcome: undefined });
  });

  test('the end of one that was stopped does not end the next', () => {
    const again = after(running, 'escape', 't', 'y');
    expect(ended(again, true).layers).toMatchObject([{ layer: 'check', phase: 'running' }]);
  });

  test('a preset that still has to be set up cannot be measured', () => {
    const state = after(opened(), 'G', 't');
    expect(state.layers).toEqual([]);
    expect(state.status?.text).toContain('still has to be set up');
  });
});

describe('the results', () => {
  const refused: Step = { step: 'answered', state: 'failed', what: 'no such route', remedy: null };
  const work: Profile = config.profiles.work;

  function withCheckOf(profile: Profile): State {
    const report: Report = {
      ...emptyReport('work', new Date('2026-11-20T10:00:00Z'), [refused]),
      features: [{ feature: 'effort', state: 'none', why: 'a made-up value is answered too' }],
    };
    const checks = new Map([['work', storedOf(report, profile, undefined, 'salt')]]);
    return opened({ snapshot: { checks }, size: { columns: 120, rows: 60 } });
  }

  test('show in the tabs', () => {
    const state = withCheckOf(work);
    const features = screenOf(state).join('\n');
    expect(features).toMatch(/✗ Effort level .*✗ none {2}Effort level.*measured 2026-11-20/s);
    const check = screenOf(after(state, 'tab', 'tab')).join('\n');
    expect(check).toContain('Measured 2026-11-20 10:00 UTC');
    expect(check).toContain('✗ failed  answered: no such route');
  });

  test('of a profile that has changed do not count, and it is said', () => {
    const state = withCheckOf({ ...work, baseUrl: 'https://other.example.com' });
    expect(screenOf(state).join('\n')).not.toMatch(/✗ Effort level/);
    expect(screenOf(after(state, 'tab', 'tab')).join('\n')).toContain('and changed since');
  });

  test('are none at first', () => {
    expect(screenOf(after(opened(), 'tab', 'tab')).join('\n')).toContain('Never measured');
  });
});

describe('a profile that is saved to be checked', () => {
  const saved = (purpose: 'launch' | 'form') => {
    const form = opened({ purpose, opening: { opens: 'add', preset: 'bedrock', name: 'fresh' } });
    const asked = after(form, 'enter', 't');
    const config = { version: 1, roles: {}, profiles: { fresh: { backend: 'bedrock' } } } as const;
    if (asked.request?.request !== 'change') throw new Error('nothing is saved');
    return update(asked, {
      type: 'loaded',
      snapshot: snapshotOf({ config }),
      request: asked.request,
      notes: [],
    });
  };

  test('shows the price first, and goes back to the picker', () => {
    expect(saved('launch').layers).toMatchObject([{ layer: 'check', name: 'fresh', phase: 'asking' }]);
    expect(after(saved('launch'), 'escape')).toMatchObject({ layers: [], outcome: undefined });
  });

  test('is saved all the same where the form is all there is', () => {
    expect(saved('form').outcome).toBeUndefined();
    const done = { outcome: 'saved' as const, name: 'fresh', notes: [] };
    expect(after(saved('form'), 'escape').outcome).toEqual(done);
    expect(after(saved('form'), 'ctrl+c').outcome).toEqual(done);
    const tiny = update(saved('form'), { type: 'resized', size: { columns: 20, rows: 4 } });
    expect(after(tiny, 'q').outcome).toEqual(done);
    expect(after(saved('launch'), 'ctrl+c').outcome).toEqual({ outcome: 'interrupted' });
  });
});
