import type { FieldRule } from '../backends/backend.ts';
import { backends, fieldOf, fieldsOf } from '../backends/index.ts';
import { type Entry, entriesOf, groups, isSecretValue, openGroupOf } from '../backends/profile.ts';
import { isRecord } from '../base/json.ts';
import { type BackendId, backendIds } from '../env/backend-ids.ts';
import { openProblems } from './open-values.ts';
import { fieldProblem } from './values.ts';

/** Something wrong with a profile: the field it is in, and why. Never repeats a value that may be secret. */
export type Problem = { readonly path: string; readonly message: string };

/**
 * Checks one profile against the tables of its backend: the one place where the rules stand, for the hot
 * read, the schema of the store and the forms. Light on purpose: it loads no library.
 * @returns every problem, in file order; empty when the profile is good.
 */
export function problemsOf(profile: unknown): Problem[] {
  if (!isRecord(profile)) return [{ path: '', message: 'is not an object' }];
  const backend = profile.backend;
  if (!isBackendId(backend)) return [{ path: 'backend', message: `must be one of ${backendIds.join(', ')}` }];
  const entries = entriesOf(profile);
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

function entryProblem(backend: BackendId, { path, value }: Entry): Problem[] {
  if ((groups as readonly string[]).includes(path)) return [];
  const open = openGroupOf(path);
  const field = fieldOf(backend, path);
  const message =
    field !== undefined
      ? fieldProblem(field, value)
      : open !== undefined
        ? openProblems[open.group](open.key, value, backend)
        : unknownField(backend, path);
  return message === undefined ? [] : [{ path, message }];
}

function unknownField(backend: BackendId, path: string): string {
  const near = Object.keys(fieldsOf(backend)).filter(known => known.toLowerCase() === path.toLowerCase());
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
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

function ruleProblem(rule: FieldRule, entries: readonly Entry[]): Problem[] {
  const given = rule.of.filter(path => entries.some(entry => entry.path === path && entry.value !== 'empty'));
  const all = rule.of.join(', ');
  switch (rule.rule) {
    case 'at-most-one':
      return given.length > 1
        ? [{ path: given.join(', '), message: `exclude each other: ${rule.because}` }]
        : [];
    case 'exactly-one':
      return given.length === 1 ? [] : [{ path: all, message: `exactly one is required: ${rule.because}` }];
    case 'credential':
      return given.length > 0 || entries.some(isSecretHeader)
        ? []
        : [{ path: all, message: `${rule.of.length > 1 ? 'one is' : 'is'} required: ${rule.because}` }];
  }
}

function isSecretHeader({ path, value }: Entry): boolean {
  return openGroupOf(path)?.group === 'headers' && isSecretValue(value);
}
