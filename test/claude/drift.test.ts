import { describe, expect, test } from 'bun:test';
import { report } from '../../scripts/drift/report.ts';
import { modelTableOf, modelTables } from '../../src/backends/default-models.ts';
import { retirements } from '../../src/backends/retirements.ts';
import { driftOf, graveNames } from '../../src/claude/drift.ts';
import { claudeBetas } from '../../src/claude/known-betas.ts';
import { knownSettingsKeys, settingsKeysLeft } from '../../src/claude/known-settings.ts';
import { isKnownVariable, leftAlone, ownVariables } from '../../src/claude/known-variables.ts';
import { pinnedSettings } from '../../src/claude/pinned-variables.ts';
import { knownProviders, type ProgramNames, readProgramNames } from '../../src/claude/program-names.ts';
import { isOwned, ownedNames } from '../../src/env/variables.ts';
import { litellmVersion } from '../../src/features/evidence.ts';
import { betaMap, litellmProviders } from '../../src/features/litellm/beta-map.ts';
import { mapDriftOf } from '../../src/features/litellm/map-drift.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** A program that has exactly what is known. */
const same: ProgramNames = {
  version: '2.1.400',
  variables: ownVariables(),
  betas: [...claudeBetas],
  settingsKeys: [...knownSettingsKeys()],
  providers: knownProviders,
  models: modelTables[0],
  retirements,
};

/** LiteLLM’s file, in the form that 1.110.2 has. */
function mapFile(): Record<string, Record<string, string | null>> {
  const file: Record<string, Record<string, string | null>> = { databricks: {} };
  for (const provider of litellmProviders) {
    file[provider] = {};
    for (const [name, row] of Object.entries(betaMap))
      if (row[provider] !== 'absent')
        file[provider][name] =
          row[provider] === 'null'
            ? null
            : row[provider] === 'renamed'
              ? 'tool-search-tool-2025-10-19'
              : name;
  }
  return file;
}

const litellm = { version: litellmVersion, thing: mapFile() };

describe('a Claude Code against what is known', () => {
  test('that has the same has no drift', () => {
    expect(driftOf(same)).toEqual({ fresh: [], gone: [], changed: [] });
    expect(report({ version: '2.1.400', thing: same }, litellm).exitCode).toBe(0);
  });

  test.each([
    ['ANTHROPIC_ELSEWHERE_BASE_URL', 'may route requests', true],
    ['CLAUDE_CODE_RELAY_PROXY', 'may route requests', true],
    ['CLAUDE_CODE_USE_NEWCLOUD', 'may switch the provider', true],
    ['CLAUDE_CODE_SKIP_NEWCLOUD_AUTH', 'may switch the provider', true],
    ['ANTHROPIC_NEWCLOUD_API_KEY', 'may carry a credential', true],
    ['CLAUDE_CODE_SESSION_TOKEN_FILE', 'may carry a credential', true],
    ['CLAUDE_CODE_REVIEW_MODEL', 'may choose a model', false],
    ['CLAUDE_CODE_NEW_COLOUR', 'limits, screens or tools, by its name', false],
    ['CLAUDE_CODE_MAX_NEW_TOKENS', 'limits, screens or tools, by its name', false],
  ])('a new variable %s %s', (name, what, grave) => {
    const drift = driftOf({ ...same, variables: [...same.variables, name] });
    expect(drift.fresh).toEqual([{ kind: 'variable', name, what, grave }]);
    const { exitCode, lines } = report(
      { version: '2.1.400', thing: { ...same, variables: [...same.variables, name] } },
      litellm,
    );
    expect(exitCode).toBe(grave ? 5 : 0);
    expect(lines.join('\n')).toContain(`${grave ? '! ' : ''}variable ${name}: ${what}`);
  });

  test('a new settings key, provider and beta', () => {
    const drift = driftOf({
      ...same,
      settingsKeys: [...same.settingsKeys, 'relayUrl', 'keyHelper', 'spinnerColour'],
      providers: [...same.providers, 'newcloud'],
      betas: [...same.betas, 'new-thing-2027-01-01'],
    });
    expect(drift.fresh.map(({ kind, name, grave }) => [kind, name, grave])).toEqual([
      ['settings key', 'relayUrl', true],
      ['settings key', 'keyHelper', true],
      ['settings key', 'spinnerColour', false],
      ['provider', 'newcloud', true],
      ['beta', 'new-thing-2027-01-01', false],
    ]);
    expect(graveNames(drift).map(({ name }) => name)).toEqual(['relayUrl', 'keyHelper', 'newcloud']);
  });

  test('what is gone, and what has changed', () => {
    const drift = driftOf({
      ...same,
      variables: same.variables.filter(name => name !== 'ANTHROPIC_BASE_URL'),
      models: modelTableOf('2.1.331'),
      retirements: { ...retirements, 'claude-sonnet-5': { firstParty: '2027-07-01' } },
    });
    expect(drift.gone.map(({ name, what }) => `${name}: ${what}`)).toEqual([
      'ANTHROPIC_BASE_URL: no longer declared (base URL of an Anthropic-format server)',
    ]);
    expect(drift.changed.map(({ kind, name }) => `${kind} ${name}`)).toContain(
      'default model sonnet at foundry',
    );
    expect(drift.changed.at(-1)).toMatchObject({
      kind: 'retirement',
      name: 'claude-sonnet-5',
      what: 'firstParty 2027-07-01; cgw knows no day',
    });
  });

  test('every name has one place', () => {
    const names = Object.values(leftAlone).flatMap(each => [...each]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter(isOwned)).toEqual([]);
    expect([...settingsKeysLeft].filter(key => key in pinnedSettings())).toEqual([]);
    for (const name of ownedNames) expect(isKnownVariable(name)).toBe(true);
  });
});

describe('a program is read', () => {
  const providers =
    'first_party:"m",bedrock:"m",vertex:"m",foundry:"m",anthropic_aws:"m",anthropic_google_cloud:"m",mantle:"m",gateway:"m",newcloud:"m"';
  const alias = '{default:"m"}';
  const text = [
    '// Version: 1\nvar a=s.str(),b=s.int();x={CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST:()=>a,PLANTED_BASE_URL:()=>b}// Version: 2\n',
    'z={$schema:()=>q,apiKeyHelper:()=>s("}{"),env:()=>r({a:()=>1}),plantedKey:()=>t};',
    `t={models:[{id:"m",family:"x",provider_ids:{${providers}}}],aliases:{opus:${alias},sonnet:${alias},haiku:${alias},fable:${alias}},defaults:{}};`,
    '"claude-sonnet-9":{modelName:"Sonnet 9",retirementDates:{firstParty:"July 1, 2030",bedrock:null}};',
    'h="planted-beta-2030-01-01"',
  ].join('');

  test('with all of its lists', () => {
    const home = new Home();
    const path = home.write('claude', `${'\0'.repeat(9 * 1024 * 1024)}${text}\0`);
    expect(readProgramNames(path, '2.1.400')).toMatchObject({
      variables: ['CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST', 'PLANTED_BASE_URL'],
      settingsKeys: ['$schema', 'apiKeyHelper', 'env', 'plantedKey'],
      betas: ['planted-beta-2030-01-01'],
      providers: [...knownProviders, 'newcloud'].sort(),
      retirements: { 'claude-sonnet-9': { firstParty: '2030-07-01' } },
    });
  });

  test('or not at all', () => {
    const home = new Home();
    expect(
      readProgramNames(home.write('claude', text.replace('// Version: 1', '')), '2.1.400'),
    ).toBeUndefined();
    expect(readProgramNames(`${home.path}/none`, '2.1.400')).toBeUndefined();
  });
});

describe('LiteLLM’s map against the table’s', () => {
  test('the same has no drift', () => {
    expect(mapDriftOf(mapFile())).toEqual({ fresh: [], gone: [], changed: [] });
  });

  test('new, gone and changed betas, and a new column', () => {
    const file = mapFile();
    file.newcloud = {};
    const { anthropic = {}, bedrock = {}, vertex_ai: vertex = {} } = file;
    anthropic['planted-2030-01-01'] = 'planted-2030-01-01';
    bedrock['effort-2025-11-24'] = null;
    delete vertex['effort-2025-11-24'];
    for (const column of Object.values(file)) delete column['web-fetch-2025-09-10'];
    expect(mapDriftOf(file)).toEqual({
      fresh: [
        'planted-2030-01-01: reaches anthropic',
        'newcloud: a provider, or a rule, that the table does not have',
      ],
      gone: ['web-fetch-2025-09-10: no longer in the map, so that it reaches nobody'],
      changed: [
        'effort-2025-11-24 to bedrock: dropped; cgw knows forwarded',
        'effort-2025-11-24 to vertex_ai: not in the map, so dropped; cgw knows forwarded',
      ],
    });
  });

  test('what a provider takes as a header alone arrives', () => {
    const file = mapFile();
    const { vertex_ai: vertex = {} } = file;
    file.vertex_ai_header_only = { 'extended-cache-ttl-2025-04-11': 'extended-cache-ttl-2025-04-11' };
    vertex['extended-cache-ttl-2025-04-11'] = null;
    expect(mapDriftOf(file)?.changed).toEqual([]);
  });

  test('another form is said', () => {
    expect(mapDriftOf({ anthropic: {} })).toBeUndefined();
    const { lines } = report({ version: '2.1.400', thing: same }, { version: '9', thing: [] });
    expect(lines.join('\n')).toContain('its map of betas has another form');
  });
});

test('a registry that cannot be reached is named, and is no failure', () => {
  const { lines, exitCode } = report(
    { failure: 'npm could not be asked, so nothing is known: ENOTFOUND' },
    { failure: 'PyPI could not be asked, so nothing is known: timeout' },
  );
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    'Claude Code: npm could not be asked, so nothing is known: ENOTFOUND',
    '',
    'LiteLLM: PyPI could not be asked, so nothing is known: timeout',
  ]);
});
