import { describe, expect, test } from 'bun:test';
import { pageText, pipeSize } from '../../src/base/page.ts';
import { findingsJson, findingsPage } from '../../src/commands/doctor.ts';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { type Finding, type FindingId, findingIds } from '../../src/doctor/finding.ts';
import type { Situation } from '../../src/doctor/situation.ts';
import type { Case } from './cases/case.ts';
import { checkCases } from './cases/checks.ts';
import { credentialsCases } from './cases/credentials.ts';
import { ownCases } from './cases/own.ts';
import { placesCases } from './cases/places.ts';
import { programCases } from './cases/program.ts';
import { requestCases } from './cases/request.ts';
import { secretsCases } from './cases/secrets.ts';
import { settingsCases } from './cases/settings.ts';
import { shellCases } from './cases/shell.ts';
import { litellm } from './machines.ts';
import { canary, meant, situation } from './situations.ts';

/** Every finding: when it shows, and when, close to that, it does not. Facts: facts/claude-code.md. */
const cases: { readonly [Id in FindingId]: Case } = {
  ...ownCases,
  ...shellCases,
  ...programCases,
  ...settingsCases,
  ...credentialsCases,
  ...secretsCases,
  ...requestCases,
  ...placesCases,
  ...checkCases,
};

function found(id: FindingId, here: Situation): Finding[] {
  return diagnose(here).filter(each => each.id === id);
}

describe.each(findingIds)('%s', id => {
  const { shown, absent } = cases[id];
  test('has a case in which it shows, and one in which it does not', () => {
    expect(Math.min(shown.length, absent.length)).toBeGreaterThan(0);
  });

  test.each(shown.map(each => [each.when, each] as const))('shows: %s', (_, each) => {
    const [finding, ...more] = found(id, each.in);
    expect(more).toEqual([]);
    expect(finding).toMatchObject(each.expect);
    for (const line of each.evidence ?? [])
      expect(finding?.evidence).toContainEqual(expect.stringContaining(line));
    expect(finding?.fix).not.toBe('');
  });

  test.each(absent.map(each => [each.when, each.in] as const))('does not: %s', (_, here) => {
    expect(found(id, here)).toEqual([]);
  });
});

test('a machine on which all is well has no finding', () => {
  expect(diagnose(situation())).toEqual([]);
  expect(diagnose(meant('litellm', litellm))).toEqual([]);
});

test('no finding of any of these situations repeats a secret, in text or in JSON', () => {
  for (const { shown, absent } of Object.values(cases))
    for (const each of [...shown, ...absent]) {
      const findings = diagnose(each.in);
      const said =
        pageText(findingsPage(findings), pipeSize) + JSON.stringify([findings, findingsJson(findings)]);
      expect(said).not.toContain(canary);
      expect(said).not.toContain('Hunter2');
    }
});

test('the worst comes first, and what is so in the shell and under the profile is said once', () => {
  const findings = diagnose(
    meant('litellm', litellm, {
      exported: { DISABLE_TELEMETRY: '0' },
      claude: [],
      staleOverlays: ['/s/launch/1.json'],
    }),
  );
  expect(findings.map(({ id, severity }) => [severity, id])).toEqual([
    ['error', 'claude-missing'],
    ['warning', 'presence-only'],
    ['note', 'stale-overlays'],
  ]);
});
