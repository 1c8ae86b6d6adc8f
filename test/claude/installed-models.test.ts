import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { defaultModel, modelTableOf, modelTables, newerModel } from '../../src/backends/default-models.ts';
import type { ProviderId } from '../../src/backends/providers.ts';
import { nearRetirement, retirementDay, retirements } from '../../src/backends/retirements.ts';
import { installedModels, knownModels, readModelTable } from '../../src/claude/installed-models.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';

setUp();

/** A program of that version; `text` stands in its middle. */
function install(
  home: Home,
  version: string,
  text = '',
): { program: string; io: Parameters<typeof installedModels>[0] } {
  const program = home.write(`versions/${version}`, `${'\0'.repeat(9 * 1024 * 1024)}${text}\0`, 0o755);
  const environment = { HOME: home.path, PATH: '', CGW_CLAUDE: program };
  return { program, io: { environment, cwd: home.path, platform: 'linux' } };
}

/** A table in the form that the program has (seen in 2.1.330 to 2.1.332), with names of its own. */
const providers =
  'first_party:"f-ID",bedrock:"us.anthropic.ID-v1:0",vertex:"ID@1",foundry:"ID",anthropic_aws:"ID",anthropic_google_cloud:"ID",mantle:MANTLE,gateway:"ID"';
const models = ['o-9', 'o-8', 's-9', 'h-9', 'f-9'].map(
  id =>
    `{id:"${id}",family:"x",display_name:"X",provider_ids:{${providers.replaceAll('ID', id).replace('MANTLE', id === 's-9' ? 'null' : `"m-${id}"`)}},context:{window:1}}`,
);
const table = `{models:[${models.join()}],aliases:{opus:{default:"o-9",per_provider:{foundry:"o-8"}},sonnet:{default:"s-9",per_provider:{}},haiku:{default:"h-9"},fable:{default:"f-9",per_provider:{gateway:"o-8"}}},defaults:{}}`;

describe('the models of the installed Claude Code', () => {
  test.each([
    ['2.1.200', '2.1.330'],
    ['2.1.330', '2.1.330'],
    ['2.1.331', '2.1.330'],
    ['2.1.332', '2.1.332'],
  ])('%s has the table of %s', (version, since) => {
    const { io } = install(new Home(), version, table);
    expect(installedModels(io).since).toBe(since);
    expect(knownModels(io).since).toBe(since);
  });

  test('of a newer version are read in its program', () => {
    const { io } = install(new Home(), '2.1.400', table);
    const found = installedModels(io);
    expect(found.since).toBe('2.1.400');
    expect(found.names.firstParty).toEqual({
      opus: 'f-o-9',
      sonnet: 'f-s-9',
      haiku: 'f-h-9',
      fable: 'f-f-9',
    });
    expect(found.names.bedrock.opus).toBe('anthropic.o-9-v1:0');
    expect(found.names.vertex.haiku).toBe('h-9@1');
    expect(found.names.foundry.opus).toBe('o-8');
    expect(found.names.gateway.fable).toBe('o-8');
    // What a provider does not have is haiku there.
    expect(found.names.mantle.sonnet).toBe('m-h-9');
    expect(knownModels(io)).toBe(modelTables[0]);
  });

  test.each([
    ['without a table', ''],
    ['with another form', table.replaceAll('provider_ids', 'ids')],
    ['with a part of it', table.replace(/haiku:\{default:"h-9"\},/, '')],
  ])('a newer program %s: the newest that is known', (_, text) => {
    expect(installedModels(install(new Home(), '2.1.400', text).io)).toBe(modelTables[0]);
  });

  test('no program, or one whose version does not show: the newest that is known', () => {
    const home = new Home();
    const io = { environment: { HOME: home.path, PATH: '' }, cwd: home.path, platform: 'linux' } as const;
    expect(installedModels(io)).toBe(modelTables[0]);
    expect(readModelTable(join(home.path, 'none'), '2.1.400')).toBeUndefined();
  });
});

test('Foundry’s default retires up to 2.1.331, and no longer', () => {
  expect(defaultModel('foundry', modelTableOf('2.1.331'))).toBe('claude-sonnet-4-5');
  expect(retirementDay('claude-sonnet-4-5', 'foundry')).toBe('2026-11-30');
  expect(defaultModel('foundry', modelTableOf('2.1.332'))).toBe('claude-sonnet-5-5');
  expect(retirementDay('claude-sonnet-5-5', 'foundry')).toBeUndefined();
});

describe('the day on which a model retires', () => {
  test.each([
    ['claude-sonnet-4-5', 'firstParty', '2026-11-30'],
    ['claude-sonnet-4-5-20250929', 'anthropicAws', '2026-11-30'],
    ['claude-sonnet-4-5@20250929', 'vertex', '2026-11-30'],
    ['claude-sonnet-4-5[1m]', 'foundry', '2026-11-30'],
    ['claude-sonnet-4-20250514', 'firstParty', '2026-06-15'],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'bedrock', '2026-10-14'],
    ['anthropic/claude-sonnet-4-5', 'firstParty', '2026-11-30'],
    // AWS says its own.
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock', undefined],
    ['claude-sonnet-4-50', 'firstParty', undefined],
    ['claude-sonnet-5-5', 'firstParty', undefined],
    ['sonnet', 'firstParty', undefined],
  ] as const)('%s at %s', (model, provider, day) => {
    expect(retirementDay(model, provider)).toBe(day);
  });

  test.each([
    ['2026-10-01T00:00:00Z', { day: '2026-11-30', isPast: false }],
    ['2026-11-30T00:00:00Z', { day: '2026-11-30', isPast: true }],
    ['2026-09-30T00:00:00Z', undefined],
  ] as const)('is said from 60 days before: %s', (now, near) => {
    expect(nearRetirement('claude-sonnet-4-5', 'firstParty', Date.parse(now))).toEqual(near);
  });

  test('no model is replaced by one that retires, too', () => {
    for (const provider of Object.keys(modelTables[0].names) as ProviderId[])
      for (const model of Object.keys(retirements)) {
        const newer = newerModel(model, provider, modelTables[0]);
        if (newer !== undefined) expect(retirementDay(newer, provider)).toBeUndefined();
      }
    expect(newerModel('claude-sonnet-4-5', 'foundry', modelTables[0])).toBe('claude-sonnet-5-5');
    expect(newerModel('glm-5', 'firstParty', modelTables[0])).toBeUndefined();
  });
});
