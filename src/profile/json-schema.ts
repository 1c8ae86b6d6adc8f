import type { Field } from '../backends/backend.ts';
import { regionModels } from '../backends/google.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { googleLocation } from '../backends/patterns.ts';
import { type BackendId, backendIds } from '../env/backend-ids.ts';
import { referenceForms } from '../secrets/reference.ts';
import { configVersion } from './config.ts';

/** A JSON Schema, or a part of one. */
type Schema = { readonly [key: string]: unknown };

/**
 * `config.json` as a JSON Schema, from the tables by which cgw validates, so that an editor completes and marks. It says
 * less than cgw does: rules over several fields, and what looks like a credential, are told by `cgw config edit`.
 */
export function configSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'cgw: config.json',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      version: { const: configVersion },
      default: { type: 'string', description: 'the profile that is meant where no name is given' },
      quiet: { type: 'boolean', description: 'run says neither what a switch loses nor what it beat' },
      mouse: { type: 'boolean', description: 'false: the picker and the forms take no clicks and no wheel' },
      roles: {
        type: 'object',
        description: 'a purpose, and the profile that serves it: @batch',
        additionalProperties: { type: 'string' },
      },
      profiles: profilesSchema(),
      catalogs: {
        type: 'object',
        description: 'what cgw catalog add and update keep of the repositories of teams',
        additionalProperties: {
          type: 'object',
          required: ['source', 'commit', 'profiles'],
          properties: {
            source: { type: 'string' },
            commit: { type: 'string' },
            profiles: { type: 'object' },
          },
          additionalProperties: false,
        },
      },
    },
    required: ['version'],
    additionalProperties: false,
  };
}

function profilesSchema(): Schema {
  return {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['backend'],
      properties: {
        backend: {
          description: 'how Claude Code reaches models',
          oneOf: backendIds.map(id => ({ const: id, description: backends[id].title })),
        },
      },
      allOf: backendIds.map(id => ({
        if: { properties: { backend: { const: id } } },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: profileSchema(id),
      })),
    },
  };
}

/** The profiles of one backend. */
function profileSchema(id: BackendId): Schema {
  const fields = Object.entries(fieldsOf(id));
  const plain = fields.filter(([path]) => !path.startsWith('models.'));
  const models = fields.filter(([path]) => path.startsWith('models.'));
  return {
    properties: {
      backend: true,
      ...Object.fromEntries(plain.map(([path, field]) => [path, fieldSchema(field)])),
      models: {
        type: 'object',
        properties: Object.fromEntries(
          models.map(([path, field]) => [path.slice('models.'.length), fieldSchema(field)]),
        ),
        additionalProperties: false,
      },
      headers: openSchema('headers of every request'),
      env: openSchema('further variables'),
      ...(backends[id].modelRegions
        ? {
            regions: {
              type: 'object',
              description: `regions of single models: ${regionModels.join(', ')}`,
              additionalProperties: { type: 'string', pattern: googleLocation.test.source },
            },
          }
        : {}),
    },
    required: plain.filter(([, field]) => field.required).map(([path]) => path),
    additionalProperties: false,
  };
}

function openSchema(description: string): Schema {
  const secret = {
    type: 'object',
    description: `a credential: ${referenceForms}`,
    properties: { secret: { type: 'string' }, scheme: { type: 'string' } },
    required: ['secret'],
    additionalProperties: false,
  };
  return { type: 'object', description, additionalProperties: { anyOf: [{ type: 'string' }, secret] } };
}

function fieldSchema(field: Field): Schema {
  const description = field.help;
  switch (field.kind) {
    case 'toggle':
      return { type: 'boolean', description };
    case 'choice':
      return { enum: Object.keys(field.choices), description };
    case 'credential':
      return {
        type: 'string',
        description: `${description} (${[...(field.words ?? []), referenceForms].join(', ')})`,
      };
    case 'url':
      return { type: 'string', pattern: '^https?://', description, examples: [field.example] };
    case 'text':
      return {
        type: 'string',
        minLength: 1,
        description,
        ...(field.pattern === undefined || field.pattern.test.flags !== ''
          ? {}
          : { pattern: field.pattern.test.source }),
        ...(field.example === undefined ? {} : { examples: [field.example] }),
      };
  }
}
