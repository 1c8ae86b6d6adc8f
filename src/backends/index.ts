import type { BackendId } from '../env/backend-ids.ts';
import { anthropic } from './anthropic.ts';
import { anthropicAws, bedrock, mantle } from './aws.ts';
import type { Backend, Field, FieldTable } from './backend.ts';
import { commonFields } from './common.ts';
import { foundry } from './foundry.ts';
import { gateway, gatewayBedrock, gatewayVertex } from './gateways.ts';
import { anthropicGcp, vertex } from './google.ts';

/** Every backend; one that is missing here does not compile. */
export const backends: { readonly [Id in BackendId]: Backend } = {
  anthropic,
  bedrock,
  mantle,
  'anthropic-aws': anthropicAws,
  'anthropic-gcp': anthropicGcp,
  vertex,
  foundry,
  gateway,
  'gateway-bedrock': gatewayBedrock,
  'gateway-vertex': gatewayVertex,
};

/** The fields a profile of this backend may have, its own first. */
export function fieldsOf(backend: BackendId): FieldTable {
  return { ...backends[backend].fields, ...commonFields };
}

/** One field by its path, or undefined. Open groups (`headers.*`, `env.*`, `regions.*`) are not fields. */
export function fieldOf(backend: BackendId, path: string): Field | undefined {
  const own: FieldTable = backends[backend].fields;
  if (Object.hasOwn(own, path)) return own[path];
  const common: FieldTable = commonFields;
  return Object.hasOwn(common, path) ? common[path] : undefined;
}
