import * as fc from 'fast-check';
import type { Field } from '../../../src/backends/backend.ts';
import { regionModels } from '../../../src/backends/google.ts';
import { backends, fieldsOf } from '../../../src/backends/index.ts';
import type { Profile } from '../../../src/backends/profile.ts';
import { type BackendId, backendIds } from '../../../src/env/backend-ids.ts';
import { fieldProblem, problemsOf } from '../../../src/profile/rules.ts';
import { anyName, anyValue } from '../../shells/arbitraries.ts';

const reference = fc.oneof(
  fc.stringMatching(/^[A-Z][A-Z_]{0,12}$/).map(name => `env:${name}`),
  fc.constantFrom('env:my_key_2', 'file:/run/secrets/key', 'file:~/a b/ключ', 'file:C:\\keys\\x'),
  fc.constantFrom(
    'cmd:pass show litellm',
    'keychain:work/token',
    'keychain:litellm/headers.x-key',
    `cmd:op read 'op://v/my item'`,
    'cmd:["a","b c"]',
    'placeholder:ollama',
  ),
);

const words = fc.constantFrom(
  ...[
    'us-east-1',
    'eu',
    'global',
    'auto:5',
    '300',
    '262144',
    'my-project',
    'wrkspc_01ABC',
    '/home/me/.claude work',
  ],
  ...['claude-opus-5-5[1m]', 'litellm', ' two  words ', '日本語のメモ', '👩‍👩‍👧 e\u0301', 'x'.repeat(300)],
);

/** A value that a field takes. */
function fieldValue(field: Field): fc.Arbitrary<string | boolean> {
  switch (field.kind) {
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(field.choices));
    case 'credential':
      return fc.oneof(reference, fc.constantFrom(...(field.words ?? ['env:KEY'])));
    case 'url':
      return fc.constantFrom(
        'https://a.example.com:4000',
        'http://localhost:1/v1/messages',
        'https://bücher.example/ü',
      );
    case 'text':
      return fc
        .oneof(words, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
        .filter(text => fieldProblem(field, text) === undefined);
  }
}

const headerName = fc.oneof(
  fc.constantFrom('x-team', 'authorization', '__proto__', 'constructor'),
  fc.stringMatching(/^[a-z-]{1,9}$/),
);

const secret = fc.record(
  { secret: reference, scheme: fc.constantFrom('Bearer', 'Basic') },
  { requiredKeys: ['secret'] },
);

const headers = fc.dictionary(headerName, fc.oneof(fc.string({ unit: 'grapheme-ascii' }), secret), {
  minKeys: 1,
  maxKeys: 4,
});
const env = fc.dictionary(
  anyName,
  fc.oneof(
    anyValue,
    reference.map(each => ({ secret: each })),
  ),
  { minKeys: 1, maxKeys: 4 },
);
const regions = fc.dictionary(
  fc.constantFrom(...regionModels, 'CLAUDE_6_OPUS'),
  fc.constantFrom('global', 'us-east5'),
  { minKeys: 1, maxKeys: 3 },
);

type Values = { readonly [path: string]: unknown };

/** Entries by path as a profile, in any order. */
function profileWith(backend: BackendId, values: Values, groups: Values): Profile {
  const profile: { [key: string]: unknown } = { backend };
  for (const [path, value] of Object.entries(values)) {
    const dot = path.indexOf('.');
    if (dot < 0) profile[path] = value;
    else
      profile[path.slice(0, dot)] = { ...Object(profile[path.slice(0, dot)]), [path.slice(dot + 1)]: value };
  }
  return { ...profile, ...groups } as Profile;
}

function profileOf(backend: BackendId): fc.Arbitrary<Profile> {
  const fields = Object.entries(fieldsOf(backend));
  const required = fields.flatMap(([path, field]) => (field.required ? [path] : []));
  const values = fc.record(Object.fromEntries(fields.map(([path, field]) => [path, fieldValue(field)])), {
    requiredKeys: required,
  });
  const open = backends[backend].modelRegions ? { headers, env, regions } : { headers, env };
  return fc
    .tuple(values, fc.record<Values>(open, { requiredKeys: [] }))
    .map(([own, groups]) => profileWith(backend, withoutRivals(backend, own), groups))
    .filter(profile => problemsOf(profile).length === 0);
}

/** Any valid profile, fields of every kind among them. */
export const anyProfile: fc.Arbitrary<Profile> = fc.oneof(...backendIds.map(profileOf));

/** Of fields that exclude each other the first stays. */
function withoutRivals(backend: BackendId, values: Values): Values {
  const kept = { ...values };
  for (const { rule, of } of backends[backend].rules)
    if (rule !== 'credential')
      for (const rival of of.filter(path => path in kept).slice(1)) delete kept[rival];
  return kept;
}
