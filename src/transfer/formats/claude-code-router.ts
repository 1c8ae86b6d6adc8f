import { asRecord, asText, isRecord, parseJson } from '../../base/json.ts';
import type { OfferDraft } from '../../detect/offer.ts';
import { textValues, type VariableSet, variableMeant } from '../from-variables.ts';
import { secretMarker } from '../imported.ts';
import type { FoundEntry, JsonObject, Origin, Tables, ToolFormat } from './format.ts';

/**
 * claude-code-router (musistudio/claude-code-router 3.0.21, read 2026-11-29): `config.json` before version 3, in JSON5,
 * a database since (packages/core/src/config/config-repository.ts), whose setting `default` is that file with more in
 * it. The providers behind the router speak other formats, so they stay where they are: what comes is how Claude Code
 * reaches the router, its address and its own key.
 */
export const claudeCodeRouter: ToolFormat = {
  tool: 'claude-code-router',
  files: ['~/.claude-code-router/config.sqlite', '~/.claude-code-router/config.json'],
  version: '3.0.21',
  read: (raw, origin) =>
    Array.isArray(raw.Providers) ? [routerSet(raw, asText(raw.APIKEY), origin)] : undefined,
  database: {
    tables: {
      app_config: ['key', 'value_json'],
      api_keys: ['name', 'encrypted_key', 'encryption', 'expires_at'],
    },
    read: databaseEntries,
  },
};

/** The router of its database: nothing of it works without one of its keys. */
function databaseEntries(
  { app_config: settings = [], api_keys: keys = [] }: Tables,
  origin: Origin,
): readonly FoundEntry[] {
  const text = settings.find(({ key }) => key === 'default')?.value_json;
  const raw = typeof text === 'string' ? parseJson(text) : undefined;
  if (!isRecord(raw)) return [{ name: preset, why: 'it has no settings in its database yet; start it once' }];
  const usable = keys.filter(isUsable);
  const key = usable[0]?.encrypted_key;
  if (typeof key !== 'string')
    return [{ name: preset, why: 'it has no key of its own that is valid; make one there' }];
  const more = usable.length > 1 ? [`the first of its ${usable.length} keys`] : [];
  const set = routerSet(raw, key.trim(), origin);
  return [{ ...set, notes: more }];
}

function isUsable({ encrypted_key: key, encryption, expires_at: expires }: JsonObject): boolean {
  const ends = typeof expires === 'string' && expires !== '' ? Date.parse(expires) : Number.POSITIVE_INFINITY;
  return encryption === 'plain' && typeof key === 'string' && key.trim() !== '' && !(ends < Date.now());
}

const preset = 'claude-code-router';
const keyName = 'ANTHROPIC_AUTH_TOKEN';
/** The port that the router takes when its file names none. */
const usualPort = '3456';

function routerSet(raw: JsonObject, key: string, { where }: Origin): VariableSet {
  const variable = variableMeant(key);
  const stored = variable === undefined ? `${secretMarker}_${keyName}` : `env:${variable}`;
  const gateway = asRecord(raw.gateway);
  const offer: OfferDraft = {
    where,
    preset,
    name: preset,
    fields: {
      baseUrl: `http://${hostOf(gateway.host ?? raw.HOST)}:${portOf(gateway.port) ?? portOf(raw.PORT) ?? usualPort}`,
      token: key === '' ? 'placeholder:ccr' : stored,
    },
    notes: ['its providers and routes stay in the router, which must run'],
  };
  const values = textValues({ [keyName]: variable === undefined ? key : '' });
  return { called: undefined, values, helper: undefined, where, offer };
}

function portOf(written: unknown): string | undefined {
  const text = typeof written === 'number' || typeof written === 'string' ? String(written) : '';
  return /^\d{1,5}$/.test(text) ? text : undefined;
}

/** An address to listen on is one to reach, but for those that mean every one of this machine. */
function hostOf(written: unknown): string {
  const text = typeof written === 'string' ? written.trim() : '';
  if (/^\[?[0-9a-f:]*:[0-9a-f:.]+\]?$/i.test(text))
    return /^\[?::\]?$/.test(text) ? usualHost : `[${text.replace(/[[\]]/g, '')}]`;
  const known = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text);
  return known && text !== '0.0.0.0' ? text : usualHost;
}

const usualHost = '127.0.0.1';
