import { expect } from 'bun:test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { cgw, type Result } from '../../support/cgw.ts';
import { Home } from '../../support/home.ts';
import { plantedKey } from './server.ts';

const state = z.enum(['full', 'partial', 'none', 'unknown']);

/** `check --json`, as docs/json.md documents it: a field more or less is an error. */
const report = z.strictObject({
  profile: z.string(),
  at: z.iso.datetime(),
  versions: z.string(),
  model: z.string(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      state: z.enum(['ok', 'warning', 'failed', 'unknown', 'skipped']),
      what: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
  features: z.array(z.strictObject({ id: z.string(), title: z.string(), state, why: z.string() })),
  relay: z.enum(['verbatim', 'unknown']),
  key: z
    .strictObject({
      spend: z.number().nullable(),
      budget: z.number().nullable(),
      requestsPerMinute: z.number().nullable(),
      tokensPerMinute: z.number().nullable(),
      expires: z.string().nullable(),
    })
    .nullable(),
  estimate: z.number(),
  stopped: z.boolean(),
});

export const checkJson = z.strictObject({ checks: z.array(report) });

type CheckedReport = z.infer<typeof report>;

export type Checked = {
  readonly result: Result;
  readonly report: CheckedReport;
  readonly home: Home;
  /** Of a step; undefined: it was not come to. */
  step(id: string): CheckedReport['steps'][number] | undefined;
  /** Of a feature; undefined: it was not come to. */
  feature(id: string): string | undefined;
  /** The features that are said to work in full. */
  readonly full: readonly string[];
};

/** A gateway profile for a server, with a planted credential. */
export function profileFor(baseUrl: string, more: object = {}): object {
  return { backend: 'gateway', baseUrl, token: 'env:PLANTED', ...more };
}

/** For a server that is silent: with the usual patience a check takes a minute. */
export const impatient = { env: { API_TIMEOUT_MS: '5000' } } as const;

export type CheckedOptions = {
  readonly profile?: object;
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly asProcess?: true;
  /** `env` of the user’s own settings of Claude Code. */
  readonly settings?: { readonly [name: string]: string };
};

/** Checks a server with the real program; no output and no file may hold the credential. */
export async function checked(
  url: string,
  { profile, args = [], env = {}, settings, ...how }: CheckedOptions = {},
): Promise<Checked> {
  const home = new Home();
  home.writeConfig({ version: 1, profiles: { g: profile ?? profileFor(url) } });
  if (settings !== undefined) home.write('.claude/settings.json', JSON.stringify({ env: settings }));
  const result = await cgw(['check', 'g', '--json', ...args], {
    ...how,
    home,
    env: { PLANTED: plantedKey, ...env },
  });
  expectSecretNowhere(result, home);
  const [only] = checkJson.parse(JSON.parse(result.stdout)).checks;
  if (only === undefined) throw new Error(`no report: ${result.stderr}`);
  return {
    result,
    report: only,
    home,
    step: id => only.steps.find(each => each.step === id),
    feature: id => only.features.find(each => each.id === id)?.state,
    full: only.features.filter(each => each.state === 'full').map(({ id }) => id),
  };
}

/** The credential is in no output and in no file below the home folder. */
function expectSecretNowhere({ stdout, stderr }: Result, home: Home): void {
  expect(stdout).not.toContain(plantedKey);
  expect(stderr).not.toContain(plantedKey);
  for (const name of readdirSync(home.path, { recursive: true, encoding: 'utf8' })) {
    const path = join(home.path, name);
    if (statSync(path).isFile()) expect(readFileSync(path, 'utf8')).not.toContain(plantedKey);
  }
}
