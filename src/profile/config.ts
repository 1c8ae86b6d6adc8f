import type { Profile } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import { quotedName } from '../base/quoting.ts';
import { jsonText } from '../base/terminal-text.ts';
import { nameProblem } from './names.ts';

export type Config = {
  /** For editors. */
  readonly $schema?: string;
  readonly version: 1;
  readonly default?: string;
  /** `run` reports neither what a switch loses nor which settings files it beat. */
  readonly quiet?: boolean;
  /** Only `false` counts: the screens take no clicks and no wheel. */
  readonly mouse?: boolean;
  readonly roles: { readonly [role: string]: string };
  readonly profiles: { readonly [name: string]: Profile };
};

export const configVersion = 1;

export const emptyConfig: Config = { version: configVersion, roles: {}, profiles: {} };

/**
 * What may be wrong with each part of a config. The profiles themselves are checked by `problemsOf`, one by one. It
 * loads no library, as the hot read asks it, too.
 */
const rules: { readonly [Part in keyof Config]-?: (value: unknown) => string | undefined } = {
  $schema: value =>
    value === undefined || typeof value === 'string' ? undefined : '"$schema" is not an address',
  version: value => {
    if (value === configVersion) return undefined;
    const newer = typeof value === 'number' && value > configVersion;
    if (value === undefined) return `"version" is missing, this cgw reads ${configVersion}`;
    const found = typeof value === 'string' ? quotedName(value) : jsonText(value);
    return `"version" is ${found}, this cgw reads ${configVersion}${newer ? ' (a newer cgw wrote it)' : ''}`;
  },
  default: value => {
    if (value === undefined) return undefined;
    return typeof value === 'string' ? namesProblem('default', [value]) : '"default" is not a name';
  },
  quiet: value =>
    value === undefined || typeof value === 'boolean' ? undefined : '"quiet" is not true or false',
  mouse: value =>
    value === undefined || typeof value === 'boolean' ? undefined : '"mouse" is not true or false',
  roles: (value = {}) =>
    isTexts(value)
      ? namesProblem('roles', [...Object.keys(value), ...Object.values(value)])
      : '"roles" is not an object of names',
  profiles: (value = {}) =>
    isRecord(value) ? namesProblem('profiles', Object.keys(value)) : '"profiles" is not an object',
};

/** The one check of a config’s outline, for every read and every write: why it is none, or undefined. */
export function outlineProblem(raw: unknown): string | undefined {
  if (!isRecord(raw)) return 'it does not hold an object';
  for (const [part, problemOf] of Object.entries(rules)) {
    const problem = problemOf(raw[part]);
    if (problem !== undefined) return problem;
  }
  const extra = Object.keys(raw).find(key => !Object.hasOwn(rules, key));
  return extra === undefined
    ? undefined
    : `${quotedName(extra)} is not known; it takes version, default, quiet, mouse, roles and profiles`;
}

/**
 * Whether one of many names, a line each, may be wrong: one search, where a thousand checks would be felt. What
 * is more than plain ASCII, long, or begins with a sign is checked by `nameProblem`.
 */
const suspicious = /^$|[^A-Za-z0-9._\n-]|^(?:[._-]|.{65})/m;

function namesProblem(part: string, names: readonly string[]): string | undefined {
  const lines = names.join('\n');
  if (!suspicious.test(lines) && lines.split('\n').length === names.length) return undefined;
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== undefined) return `the name ${quotedName(name)} in "${part}" ${problem}`;
  }
  return undefined;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(item => typeof item === 'string');
}
