import type { FieldTable } from '../backends/backend.ts';
import { commonFields } from '../backends/common.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { isRecord } from '../base/json.ts';
import type { Config } from '../profile/config.ts';
import { presetOf } from '../profile/presets.ts';
import type { Reading } from './place.ts';

/** The profile whose fields are given. What the file says of it may be anything. */
export type Base = Readonly<Record<string, unknown>>;

/** It is that of the preset that is named, else what the first argument names. */
export function baseOf(
  { values, positionals }: Pick<Reading, 'values' | 'positionals'>,
  config: Config | undefined,
): Base {
  const from = values.get('from');
  const name = from ?? positionals[0] ?? '';
  const own =
    config !== undefined && Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  const base: unknown = (from === undefined ? own : undefined) ?? presetOf(name)?.profile;
  return isRecord(base) ? base : {};
}

/** The fields of its backend; where none is known, those of every backend. */
export function fieldsFor(base: Base): FieldTable {
  const backend = backendOf(base);
  return backend === undefined ? commonFields : fieldsOf(backend);
}

/** Whether `regions.*` are fields. */
export function takesRegions(base: Base): boolean {
  const backend = backendOf(base);
  return backend !== undefined && backends[backend].modelRegions === true;
}

export function backendOf({ backend }: Base): keyof typeof backends | undefined {
  return typeof backend === 'string' && Object.hasOwn(backends, backend)
    ? (backend as keyof typeof backends)
    : undefined;
}
