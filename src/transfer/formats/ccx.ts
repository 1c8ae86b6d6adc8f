import { isRecord } from '../../base/json.ts';
import { textValues, type VariableSet, type VariableValues } from '../from-variables.ts';

/**
 * The profiles of ccx (ccenv-cli): its own `config.json`, or one profile as `ccx export` prints it
 * (bhadraagada/ccenv, src/types.ts and src/lib/config.ts, read 2026-11-22).
 * @returns undefined when it is neither
 */
export function ccxVariables(
  raw: Readonly<Record<string, unknown>>,
  where: string,
): VariableSet[] | undefined {
  if (isProfile(raw)) return [setOf(raw, where)];
  if (!isRecord(raw.profiles) || !Object.hasOwn(raw, 'activeProfile')) return undefined;
  return Object.values(raw.profiles).flatMap(profile =>
    isRecord(profile) && isProfile(profile) ? [setOf(profile, where)] : [],
  );
}

/** ccx encrypts with a key that it makes of the machine’s and the user’s name: initial vector, colon, cipher text. */
export function isEncrypted(text: string): boolean {
  return /^[0-9a-f]{32}:([0-9a-f]{32})+$/.test(text);
}

function isProfile(raw: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof raw.name === 'string' &&
    typeof raw.baseUrl === 'string' &&
    typeof raw.clearAnthropicKey === 'boolean'
  );
}

/** The variables that ccx exports for a profile (src/lib/shell.ts). */
function setOf(raw: Readonly<Record<string, unknown>>, where: string): VariableSet {
  const texts = {
    ANTHROPIC_BASE_URL: raw.baseUrl,
    ANTHROPIC_AUTH_TOKEN: raw.apiKey,
    ANTHROPIC_MODEL: raw.model,
    ...(isRecord(raw.extraEnv) ? raw.extraEnv : {}),
  };
  return { called: String(raw.name), values: valuesOf(texts), helper: undefined, where };
}

function valuesOf(texts: Readonly<Record<string, unknown>>): VariableValues {
  return textValues(
    Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
    ),
  );
}
