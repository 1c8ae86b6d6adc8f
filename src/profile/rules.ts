import type { Field, FieldRule } from '../backends/backend.ts';
import { regionModels, regionVariable } from '../backends/google.ts';
import { backends, fieldOf, fieldsOf } from '../backends/index.ts';
import { googleLocation } from '../backends/patterns.ts';
import {
  groups,
  isSecretValue,
  type OpenGroup,
  openGroupOf,
  type ProfileField,
  profileFields,
} from '../backends/profile.ts';
import { asText, isRecord } from '../base/json.ts';
import { isScrambled, isUnlikelyName, looksLikeKey, mayBeKey } from '../base/key-looks.ts';
import { didYouMean, mustBeOneOf } from '../base/near-names.ts';
import { type BackendId, backendIds } from '../env/backend-ids.ts';
import { variableNameProblem } from '../env/variable-names.ts';
import { ownedVariable } from '../env/variables.ts';
import { parseReference, referenceForms } from '../secrets/reference.ts';

/** Something wrong with a profile: the field it is in, and why. Never repeats a value that may be secret. */
export type Problem = {
  readonly path: string;
  readonly message: string;
  /** The value that must have been meant, where that is plain. */
  readonly instead?: string;
};

/**
 * Checks one profile against the tables of its backend: the one place where the rules stand, for the hot
 * read, every write and the forms. Light on purpose: it loads no library.
 * @returns every problem, in file order; empty when the profile is good.
 */
export function problemsOf(profile: unknown): Problem[] {
  if (!isRecord(profile)) return [{ path: '', message: 'is not an object' }];
  const backend = profile.backend;
  if (!isBackendId(backend)) return [{ path: 'backend', message: mustBeOneOf(asText(backend), backendIds) }];
  const entries = profileFields(profile);
  return [
    ...groups.flatMap(group =>
      profile[group] === undefined || isRecord(profile[group])
        ? []
        : [{ path: group, message: 'must be an object' }],
    ),
    ...entries.flatMap(entry => entryProblem(backend, entry)),
    ...missingFields(backend, profile),
    ...backends[backend].rules.flatMap(rule => ruleProblem(rule, entries)),
  ];
}

export function isBackendId(value: unknown): value is BackendId {
  return typeof value === 'string' && (backendIds as readonly string[]).includes(value);
}

function entryProblem(backend: BackendId, { path, value }: ProfileField): Problem[] {
  if ((groups as readonly string[]).includes(path)) return [];
  const open = openGroupOf(path);
  const field = fieldOf(backend, path);
  const message =
    field !== undefined
      ? fieldProblem(field, value)
      : open !== undefined
        ? openProblems[open.group](open.key, value, backend)
        : unknownField(backend, path);
  if (message === undefined) return [];
  const instead = field?.kind === 'url' && typeof value === 'string' ? meantUrl(value) : undefined;
  return [{ path, message, ...(instead === undefined ? {} : { instead }) }];
}

function unknownField(backend: BackendId, path: string): string {
  const known = Object.keys(fieldsOf(backend));
  const same = known.filter(each => each.toLowerCase() === path.toLowerCase());
  const meant = same.length > 0 ? `did you mean ${same.join(' or ')}?` : didYouMean(path, known);
  const hint = meant === undefined ? '' : `; ${meant}`;
  return `is not a field of ${backends[backend].title}${hint || ` (${fieldNames(backend)})`}`;
}

/** The fields that tell this backend from others; those of every profile would fill a screen. */
function fieldNames(backend: BackendId): string {
  const open = backends[backend].modelRegions ? ['regions.*'] : [];
  return `its own are ${[...Object.keys(backends[backend].fields), ...open].join(', ')}`;
}

function missingFields(backend: BackendId, profile: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(fieldsOf(backend)).flatMap(([path, field]) =>
    field.required && profile[path] === undefined ? [{ path, message: `is required: ${field.help}` }] : [],
  );
}

function ruleProblem(rule: FieldRule, entries: readonly ProfileField[]): Problem[] {
  const given = rule.of.filter(path => entries.some(entry => entry.path === path && entry.value !== 'empty'));
  const all = rule.of.join(', ');
  switch (rule.rule) {
    case 'at-most-one':
      return given.length > 1
        ? [{ path: given.join(', '), message: `exclude each other: ${rule.because}` }]
        : [];
    case 'exactly-one':
      if (given.length === 0) return [{ path: all, message: missing(rule) }];
      return given.length === 1 ? [] : [{ path: all, message: `exclude each other: ${rule.because}` }];
    case 'credential':
      return given.length > 0 || entries.some(isSecretHeader) ? [] : [{ path: all, message: missing(rule) }];
  }
}

function missing({ of, because }: FieldRule): string {
  return `${of.length > 1 ? 'are missing, and one of them is required' : 'is required'}: ${because}`;
}

function isSecretHeader({ path, value }: ProfileField): boolean {
  return openGroupOf(path)?.group === 'headers' && isSecretValue(value);
}

/** What is wrong with the value of a field, or undefined. */
export function fieldProblem(field: Field, value: unknown): string | undefined {
  if (field.kind === 'toggle') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (typeof value !== 'string') return 'must be text';
  if (value === '') return 'is empty';
  switch (field.kind) {
    case 'credential':
      return credentialProblem(field.words ?? [], value);
    case 'choice':
      return Object.hasOwn(field.choices, value) ? undefined : mustBeOneOf(value, Object.keys(field.choices));
    case 'url':
      return urlProblem(value);
    case 'text':
      if (value.includes('…')) return 'holds “…”, which stands for a value of your own';
      if (hasControl(value)) return 'holds a control character';
      return field.pattern === undefined || field.pattern.test.test(value) ? undefined : field.pattern.say;
  }
}

function credentialProblem(words: readonly string[], value: string): string | undefined {
  if (words.includes(value)) return undefined;
  const reference = parseReference(value);
  return 'problem' in reference ? reference.problem : undefined;
}

function urlProblem(value: string): string | undefined {
  const problem = brokenUrl(value);
  const meant = problem === undefined ? undefined : meantUrl(value);
  return meant === undefined ? problem : `${problem}; did you mean ${meant}?`;
}

function brokenUrl(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || /\s/.test(value) || hasControl(value))
    return 'is not a URL such as https://host:4000';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must start with https:// or http://';
  if (url.username !== '' || url.password !== '')
    return 'holds a user name or password; a credential belongs in a credential field';
  return url.search !== '' || url.hash !== '' ? 'is a base URL: it takes no ? or #' : undefined;
}

/**
 * The base URL that a text must have meant: with its scheme, and without what stands behind a `?` or `#`. Undefined
 * where that is not plain, and where a part of it may be a key.
 */
function meantUrl(text: string): string | undefined {
  const [, scheme = '', host = '', port = '', path = ''] =
    /^(?:([a-z]{2,6}):?\/\/|\/\/)?([\w-]+(?:\.[\w-]+)*|\[[\da-f:]+\])(:\d{1,5})?(\/[^\s?#@]*)?(?:[?#].*)?$/i.exec(
      text.trim(),
    ) ?? [];
  const parts = [host, ...host.split('.'), ...path.split('/')];
  if (!(host.includes('.') || host === 'localhost' || port !== '') || parts.some(mayBeKey)) return undefined;
  const isNear = /^(localhost|127\..*|10\..*|192\.168\..*|\[.*)$/i.test(host);
  const meant = /^https?$/i.test(scheme) ? scheme.toLowerCase() : isNear || port === ':80' ? 'http' : 'https';
  const url = `${meant}://${host}${port}${path.replace(/\/+$/, '')}`;
  return brokenUrl(url) === undefined ? url : undefined;
}

/** Nothing that belongs into a URL or an identifier. */
function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Latin-1, without what a terminal obeys or hides: a soft hyphen or a blank of no width may have been copied along. */
function headerTextProblem(value: string): string | undefined {
  return /^[\t\x20-\x7e\xa0-\xac\xae-\xff]*$/.test(value)
    ? undefined
    : 'holds a character that no header may carry';
}

/** Why a header value would fail every request (Claude Code since 2.1.227), or undefined. */
function headerValueProblem(value: string): string | undefined {
  const problem = headerTextProblem(value);
  if (problem !== undefined) return problem;
  return value !== value.trim() ? 'starts or ends with a blank, which is lost on the way' : undefined;
}

/**
 * Why a credential cannot be used for a field, or undefined. All but `env.*` travel in a header: a line break would
 * end it, or begin another.
 */
export function credentialValueProblem(path: string, value: string): string | undefined {
  if (value === '') return 'is empty';
  if (value.includes('\0')) return 'holds a NUL character, which no environment can carry';
  if (path.startsWith('env.')) return undefined;
  if (path === 'headers' || path.startsWith('headers.')) return headerValueProblem(value);
  if (/[\r\n]/.test(value)) return 'has more than one line';
  return hasControl(value) ? 'holds a control character' : headerTextProblem(value);
}

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
    return typeof value === 'string' && googleLocation.test.test(value) ? undefined : googleLocation.say;
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
