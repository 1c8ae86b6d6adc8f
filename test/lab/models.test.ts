import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderId } from '../../src/backends/providers.ts';
import { retirementDay } from '../../src/backends/retirements.ts';
import { newestSnapshot, readData } from '../live/lab/data.ts';
import { labRoutes } from '../live/lab/routes.ts';
import type { VendorId } from '../live/lab/vendors.ts';

/** Whose days count at a vendor; other makers’ models are not in the table. */
const providers: { readonly [V in Exclude<VendorId, 'openai'>]: ProviderId } = {
  anthropic: 'firstParty',
  bedrock: 'bedrock',
  mantle: 'mantle',
  vertex: 'vertex',
  foundry: 'foundry',
  aws: 'anthropicAws',
  gcp: 'anthropicGoogleCloud',
};

/** What LiteLLM’s names of a vendor begin with. */
const litellmVendors = [
  ['anthropic/', 'firstParty'],
  ['bedrock/', 'bedrock'],
  ['bedrock_mantle/', 'mantle'],
  ['vertex_ai/', 'vertex'],
  ['azure_ai/', 'foundry'],
] as const satisfies readonly (readonly [string, ProviderId])[];

const { measured } = newestSnapshot(readData());

function expectAlive(model: string, provider: ProviderId): void {
  const day = retirementDay(model, provider) ?? '9999';
  expect(`${model} ${day > measured}`).toBe(`${model} true`);
}

test('every model that the lab asks a vendor for was alive when it was last measured', () => {
  for (const { vendor, models } of labRoutes)
    if (vendor !== 'openai') for (const model of Object.values(models)) expectAlive(model, providers[vendor]);
});

test('and every one that its LiteLLM asks for', () => {
  const config = readFileSync(join(import.meta.dir, '../live/litellm/config.yaml'), 'utf8');
  const names = [...config.matchAll(/\{model: "?([^",]+)/g)].map(([, name = '']) => name);
  expect(names).toHaveLength(16);
  for (const name of names)
    for (const [prefix, provider] of litellmVendors)
      if (name.startsWith(prefix)) expectAlive(name.replace(/^.*\//, ''), provider);
});

test('a model that has retired is found', () => {
  expect(retirementDay('claude-sonnet-4-5', 'firstParty')).toBe('2026-11-30');
  expect(() => expectAlive('claude-sonnet-4-0', 'firstParty')).toThrow();
});
