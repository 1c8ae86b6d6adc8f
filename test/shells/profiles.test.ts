import { expect, test } from 'bun:test';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { isOwned } from '../../src/env/variables.ts';
import { isDeep, runs, sampleOf } from '../support/tier.ts';
import { anyName, anyValue, mark } from './arbitraries.ts';
import { comparable, readDump } from './environment.ts';
import {
  cleanEnvironment,
  eachShell,
  freshFolder,
  type RealShell,
  type RealShellName,
  runScript,
} from './harness.ts';

type Pairs = readonly (readonly [string, string])[];

/** A gateway profile whose every open place holds something random. */
type RandomProfile = {
  readonly name: string;
  readonly env: Pairs;
  readonly headers: Pairs;
  readonly model: string;
  readonly token: string;
};

/** Names that cgw takes for a credential’s, so that it refuses text under them. */
function namesCredential(name: string): boolean {
  return /(auth|authorization|key|token|pat|secret|password|passwd|pwd|passphrase|credentials?|cookie|vk)$/i.test(
    name,
  );
}

const visible = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-');

const profileName = fc.oneof(
  fc
    .string({ unit: visible, minLength: 1, maxLength: 12 })
    .filter(name => !name.startsWith('-') && !['__proto__', '.', '..'].includes(name)),
  fc.constantFrom('constructor', 'toString', '...', '_', '0', '1e5', 'true', 'null', 'env', 'CON'),
  fc.constantFrom('智谱', 'büro', 'हिन्दी'),
);

const headerName = fc
  .string({ unit: fc.constantFrom(..."!#$%&'*+.^_`|~-0aZ"), minLength: 1, maxLength: 8 })
  .map(text => `x${text}`)
  .filter(name => !namesCredential(name));

/** What a header line can carry: Latin letters, nothing unseen, no blank at either end. */
const headerValue = anyValue.map(text => text.replace(/[^\t\x20-\x7e\xa0-\xac\xae-\xff]/gu, '').trim());

/** A credential travels in a header, so it holds what one may carry; `env.*` is where any text may come. */
const secret = anyValue.map(text => text.replace(/[^\0-\xff]|\p{C}/gu, '')).filter(text => text !== '');

/** What a model may be called: no path that leads elsewhere, nothing that a terminal obeys, no place for a value of one’s own. */
const model = anyValue.map(text => `m${text.replace(/[\p{C}?#\\/…]|%2e/giu, '')}`);

const randomProfile: fc.Arbitrary<RandomProfile> = fc.record({
  name: profileName,
  env: unique(
    fc.tuple(
      anyName.filter(name => !namesCredential(name) && !isOwned(name)),
      anyValue,
    ),
  ),
  headers: unique(fc.tuple(headerName, headerValue)),
  model,
  token: secret,
});

function unique(pair: fc.Arbitrary<[string, string]>): fc.Arbitrary<Pairs> {
  return fc.uniqueArray(pair, { minLength: 1, maxLength: 8, selector: ([name]) => name.toLowerCase() });
}

/** The config file that holds the profiles, and the secrets they point at. */
function configOf(profiles: readonly RandomProfile[]): { config: string; secrets: Record<string, string> } {
  const stored = profiles.map(({ name, env, headers, model }, index) => [
    name,
    {
      backend: 'gateway',
      baseUrl: 'https://gateway.example.com',
      token: `env:SECRET_OF_PROFILE_${index}`,
      models: { default: model },
      headers: Object.fromEntries(headers),
      env: Object.fromEntries(env),
    },
  ]);
  return {
    config: JSON.stringify({ version: 1, profiles: Object.fromEntries(stored) }),
    secrets: Object.fromEntries(profiles.map(({ token }, index) => [`SECRET_OF_PROFILE_${index}`, token])),
  };
}

/** What a child must find, put together from the profile alone. */
function expected({ name, env, headers, model, token }: RandomProfile): Record<string, string> {
  return {
    ...Object.fromEntries(env),
    CGW_PROFILE: name,
    CGW_SET: env.map(([variable]) => variable).join(','),
    ANTHROPIC_BASE_URL: 'https://gateway.example.com',
    ANTHROPIC_AUTH_TOKEN: token,
    ANTHROPIC_MODEL: model,
    ANTHROPIC_CUSTOM_HEADERS: headers.map(([header, value]) => `${header}: ${value}`).join('\n'),
  };
}

/** Switches through all profiles in one shell and compares the whole environment after each. */
async function expectEach(
  shell: RealShell,
  options: string,
  evaluate: (command: string) => string,
  profiles: readonly RandomProfile[],
): Promise<void> {
  const home = freshFolder();
  const { config, secrets } = configOf(profiles);
  const environment = cleanEnvironment(home, secrets);
  writeFileSync(join(home, 'config', 'config.json'), config);
  const dump = (step: string) => join(home, `dump-${step}`);
  const steps = profiles.flatMap(({ name }, index) => [
    evaluate(`cgw env "${name}"`),
    shell.dump(dump(String(index))),
  ]);
  const script = [shell.dump(dump('before')), options, ...steps, ''].join('\n');
  const outcome = await runScript(shell, script, { environment, cwd: home });
  expect(outcome).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(existsSync(join(home, mark))).toBe(false);
  const before = comparable(readDump(dump('before')));
  for (const [index, profile] of profiles.entries())
    expect(comparable(readDump(dump(String(index))))).toEqual(sorted({ ...before, ...expected(profile) }));
}

function sorted(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Options under which the documented line must work too. */
const options: { readonly [Name in RealShellName]?: readonly string[] } = {
  bash: ['shopt -s failglob', 'shopt -s nullglob extglob'],
  zsh: ['setopt GLOB_SUBST NULL_GLOB', 'setopt SH_WORD_SPLIT'],
};

const perProcess = isDeep ? 12 : 6;

eachShell(shell => {
  const ways = [
    ...['', ...(options[shell.name] ?? [])].map(before => ({ before, evaluate: shell.evaluate })),
    ...(shell.name === 'fish' ? [{ before: '', evaluate: (command: string) => `eval (${command})` }] : []),
  ];
  for (const { before, evaluate } of sampleOf(ways, 1))
    test(
      `${shell.name}: random profiles arrive through ${evaluate('cgw env NAME')}${before && `, ${before}`}`,
      () =>
        fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(randomProfile, {
              minLength: perProcess,
              maxLength: perProcess,
              selector: ({ name }) => name,
            }),
            profiles => expectEach(shell, before, evaluate, profiles),
          ),
          // Shells are slow to make smaller: what is found by then is told.
          { numRuns: runs(2), interruptAfterTimeLimit: 45_000, markInterruptAsFailure: true },
        ),
      60_000,
    );
});
