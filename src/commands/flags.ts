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
    help: 'say where a credential is: keychain (asks for it), keychain:ACCOUNT, env:NAME, file:PATH or cmd:COMMAND',
  },
  'secret-stdin': {
    value: 'path',
    kind: 'credential-field',
    help: 'put the credential that comes on stdin into the system’s keychain',
  },
} as const satisfies { [name: string]: FlagSpec };

export const keepSecretsFlag: FlagSpec = { help: 'leave its keychain entries as they are' };
