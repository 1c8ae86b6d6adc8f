import type { ProviderId } from './providers.ts';

/** The days on which models retire, by model and provider. */
export type Retirements = { readonly [model: string]: { readonly [Id in ProviderId]?: string } };

/**
 * As Claude Code itself warns of them, read in the program 2.1.332 on 2026-11-29; `npm run drift` holds it against newer
 * ones. A provider that is missing has no day: AWS sets its own, and says them in its console.
 */
export const retirements: Retirements = {
  'claude-opus-4-5': {
    firstParty: '2027-01-22',
    vertex: '2027-01-22',
    foundry: '2027-01-22',
    anthropicAws: '2027-01-22',
    anthropicGoogleCloud: '2027-01-22',
  },
  'claude-opus-4-1': { foundry: '2026-08-05' },
  'claude-opus-4-0': {
    firstParty: '2026-06-15',
    bedrock: '2026-05-31',
    vertex: '2026-09-14',
    foundry: '2026-06-15',
  },
  'claude-sonnet-4-5': {
    firstParty: '2026-11-30',
    vertex: '2026-11-30',
    foundry: '2026-11-30',
    anthropicAws: '2026-11-30',
    anthropicGoogleCloud: '2026-11-30',
  },
  'claude-sonnet-4-0': {
    firstParty: '2026-06-15',
    bedrock: '2026-10-14',
    vertex: '2026-09-14',
    foundry: '2026-06-15',
  },
  'claude-3-opus': {
    firstParty: '2026-01-05',
    bedrock: '2026-01-15',
    vertex: '2026-01-05',
    foundry: '2026-01-05',
  },
  'claude-3-7-sonnet': {
    firstParty: '2026-02-19',
    bedrock: '2026-04-28',
    vertex: '2026-05-11',
    foundry: '2026-02-19',
  },
  'claude-3-5-sonnet': { firstParty: '2025-10-28' },
  'claude-3-5-haiku': { firstParty: '2026-02-19' },
};

/** Where that stands, for people. */
export const retirementSource = 'the dates of Claude Code 2.1.332, read 2026-11-29';

/** How long before the day it is said. */
const noticeDays = 60;

export type Retirement = { readonly day: string; readonly isPast: boolean };

/** The day on which a model retires at a provider, where that is past or near. @param now milliseconds since 1970 */
export function nearRetirement(model: string, provider: ProviderId, now: number): Retirement | undefined {
  const day = retirementDay(model, provider);
  if (day === undefined) return undefined;
  const left = Date.parse(day) - now;
  return left > noticeDays * 86_400_000 ? undefined : { day, isPast: left <= 0 };
}

/** The day on which a model retires at a provider, as far as Claude Code knows one. */
export function retirementDay(model: string, provider: ProviderId): string | undefined {
  return retirements[withoutDress(model)]?.[provider];
}

/** `us.anthropic.claude-sonnet-4-5-20250929-v1:0`, `claude-sonnet-4-5@20250929` and `claude-sonnet-4-5[1m]` alike. */
function withoutDress(model: string): string {
  const name = model
    .replace(/\[\dm\]$/i, '')
    .replace(/^.*(?=claude-)/, '')
    .replace(/-v\d+(:\d+)?$/, '')
    .replace(/[-@]\d{8}$/, '');
  return /^claude-(opus|sonnet)-4$/.test(name) ? `${name}-0` : name;
}
