import { regionModels, regionVariable, vertexRegion } from '../backends/google.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { isSecretValue, type OpenGroup } from '../backends/profile.ts';
import { isScrambled, isUnlikelyName, looksLikeKey } from '../base/key-looks.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { variableNameProblem } from '../env/names.ts';
import { ownedVariable } from '../env/variables.ts';
import { parseReference, referenceForms } from '../secrets/reference.ts';
import { headerValueProblem } from './values.ts';

const keyForName = 'has a name that looks like a credential, which is a value: use a name such as x-api-key';

/** What is wrong with one entry of a group whose keys the user chooses, or undefined. */
export const openProblems: {
  readonly [Group in OpenGroup]: (key: string, value: unknown, backend: BackendId) => string | undefined;
} = {
  headers: (key, value) => {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key)) return 'is not a header name';
    if (isUnlikelyName(key)) return keyForName;
    if (isSecretValue(value)) return secretValueProblem(value);
    if (typeof value !== 'string') return 'must be text or {"secret": REFERENCE}';
    if (isCredential(key, value)) return `carries a credential, so it takes a reference: ${referenceForms}`;
    return headerValueProblem(value);
  },
  env: (key, value, backend) => {
    const path = fieldThatSets(backend, key);
    if (path !== undefined) return `is what the field ${path} sets; use that`;
    const owned = ownedVariable(key);
    if (owned !== undefined && owned.kind !== 'feature' && owned.kind !== 'shape')
      return `routes requests (${owned.meaning}), which only the fields of a backend may do`;
    const problem = variableNameProblem(key) ?? (isScrambled(key) ? keyForName : undefined);
    if (problem !== undefined) return problem;
    if (isSecretValue(value))
      return value.scheme === undefined ? secretValueProblem(value) : 'takes a reference without a scheme';
    if (typeof value !== 'string') return 'must be text or {"secret": REFERENCE}';
    if (value.includes('\0')) return 'holds a NUL character, which no environment can';
    return isCredential(key, value)
      ? `looks like a credential, so it takes a reference: ${referenceForms}`
      : undefined;
  },
  regions: (key, value, backend) => {
    if (backends[backend].modelRegions !== true) return `is not a field of ${backends[backend].title}`;
    if (regionVariable(key) === undefined)
      return `is not a model that Claude Code has a region for (${regionModels.join(', ')}, or an ending such as CLAUDE_6_OPUS)`;
    return typeof value === 'string' && vertexRegion.test.test(value) ? undefined : vertexRegion.say;
  },
};

/** The field of this backend that sets a variable, so that no variable has two owners in one profile. */
function fieldThatSets(backend: BackendId, variable: string): string | undefined {
  return Object.entries(fieldsOf(backend)).find(([, field]) => {
    if (field.kind === 'toggle') return variable in { ...field.on, ...field.off };
    if (field.kind === 'choice') return Object.values(field.choices).some(choice => variable in choice);
    return field.variable === variable;
  })?.[0];
}

function secretValueProblem(value: { secret: string; scheme?: unknown }): string | undefined {
  const known = Object.keys(value).every(key => key === 'secret' || key === 'scheme');
  if (!known) return 'takes only "secret" and "scheme"';
  if (value.scheme !== undefined && !(typeof value.scheme === 'string' && /^[A-Za-z-]+$/.test(value.scheme)))
    return 'has a scheme that is not one word such as Bearer';
  const reference = parseReference(value.secret);
  return 'problem' in reference ? reference.problem : undefined;
}

/**
 * Whether a plain value is a credential by its name or its looks, so that nobody stores one in plain text by
 * accident. Paths, numbers and switches are none, whatever they are called.
 */
export function isCredential(name: string, value: string): boolean {
  if (looksLikeKey(value)) return true;
  const named =
    /(^|[-_])(authorization|auth|key|token|pat|secret|password|passwd|pwd|passphrase|credentials?|cookie|vk)$/i;
  return named.test(name) && !/^([/~.].*|\d*|true|false|yes|no|on|off)$/i.test(value);
}
