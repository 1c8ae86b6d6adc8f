import type { FlagSpec } from '../args/spec.ts';

/** Flags that several commands share. */
export const jsonFlag: FlagSpec = { help: 'as JSON' };

export const fieldFlags = {
  set: {
    value: 'path=value',
    kind: 'setting',
    many: true,
    help: 'set a field, e.g. region=us-east-1 (cgw presets NAME lists the fields)',
  },
  secret: {
    value: 'path=reference',
    kind: 'credential',
    many: true,
    help: 'say where a credential is: env:NAME, file:PATH or cmd:COMMAND',
  },
} as const satisfies { [name: string]: FlagSpec };
