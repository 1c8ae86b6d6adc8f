import { isRecord } from '../../base/json.ts';
import type { VariableSet, VariableValue } from '../from-variables.ts';
import type { Format, JsonObject } from './format.ts';

/**
 * ccx (bhadraagada/ccenv, ccenv-cli 1.1.6, read 2026-11-29): its own `config.json`, or one profile as `ccx export`
 * prints it (src/types.ts and src/lib/config.ts).
 */
export const ccx: Format = {
  tool: 'ccx',
  files: ['~/.config/claude-env-nodejs/config.json', 'what ccx export prints'],
  version: '1.1.6',
  read: (raw, { where }) => {
    if (isProfile(raw)) return [setOf(raw, where)];
    if (!isRecord(raw.profiles) || !Object.hasOwn(raw, 'activeProfile')) return undefined;
    return Object.entries(raw.profiles).map(([name, profile]) =>
      isRecord(profile) && isProfile(profile)
        ? setOf(profile, where)
        : { name, why: 'it lacks name, baseUrl or clearAnthropicKey' },
    );
  },
};

/** ccx encrypts with a key that it makes of the machine’s and the user’s name: initial vector, colon, cipher text. */
function isEncrypted(text: string): boolean {
  return /^[0-9a-f]{32}:([0-9a-f]{32})+$/.test(text);
}

function isProfile(raw: JsonObject): boolean {
  return (
    typeof raw.name === 'string' &&
    typeof raw.baseUrl === 'string' &&
    typeof raw.clearAnthropicKey === 'boolean'
  );
}

/** The variables that ccx exports for a profile (src/lib/shell.ts). */
function setOf(raw: JsonObject, where: string): VariableSet {
  const texts = {
    ANTHROPIC_BASE_URL: raw.baseUrl,
    ANTHROPIC_AUTH_TOKEN: raw.apiKey,
    ANTHROPIC_MODEL: raw.model,
    ...(isRecord(raw.extraEnv) ? raw.extraEnv : {}),
  };
  // What is not a text is no value.
  const values = Object.entries(texts).flatMap(([name, text]): [string, VariableValue][] =>
    typeof text === 'string' ? [[name, isEncrypted(text) ? { is: 'encrypted' } : { is: 'text', text }]] : [],
  );
  return { called: String(raw.name), values: new Map(values), helper: undefined, where };
}
