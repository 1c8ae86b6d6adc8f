import { regionModels, regionVariable } from '../backends/google.ts';
import { backends } from '../backends/index.ts';
import { providerSwitches } from '../backends/provider-switches.ts';
import { type ProviderId, providerFacts, providers } from '../backends/providers.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isOwnedFamily } from '../env/variables.ts';
import {
  type BackendDraft,
  type Context,
  type FoundFields,
  fieldsFrom,
  joined,
  noFields,
  text,
  withNote,
} from './fields.ts';
import { saysLitellm } from './gateways.ts';
import type { Fields } from './offer.ts';
import { type FoundVariables, isSwitchedOn } from './variables.ts';

/** How a cloud that Claude Code reaches by a switch becomes a profile. */
type CloudRow = {
  readonly backend: BackendId;
  readonly preset: string;
  /** What it is where a gateway signs; not every format has such a backend. */
  readonly gateway?: { readonly backend: BackendId; readonly preset: string };
  /** Variables that mean it even without the switch: nothing else reads them, and no file tells of this cloud. */
  readonly signs: readonly string[];
};

export type Cloud = CloudRow & { readonly switch: string; readonly skip: string };

const rows: { readonly [Id in Exclude<ProviderId, 'gateway' | 'firstParty'>]: CloudRow } = {
  bedrock: {
    backend: 'bedrock',
    preset: 'bedrock',
    gateway: { backend: 'gateway-bedrock', preset: 'litellm-bedrock' },
    signs: [],
  },
  foundry: {
    backend: 'foundry',
    preset: 'foundry',
    signs: [...providers.foundry.endpoints, ...providers.foundry.keys.map(({ variable }) => variable)],
  },
  anthropicAws: {
    backend: 'anthropic-aws',
    preset: 'claude-aws',
    signs: ['ANTHROPIC_AWS_WORKSPACE_ID', 'ANTHROPIC_AWS_API_KEY'],
  },
  anthropicGoogleCloud: {
    backend: 'anthropic-gcp',
    preset: 'claude-gcp',
    signs: ['ANTHROPIC_GOOGLE_CLOUD_PROJECT', 'ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID'],
  },
  mantle: { backend: 'mantle', preset: 'mantle', signs: [] },
  vertex: {
    backend: 'vertex',
    preset: 'vertex',
    gateway: { backend: 'gateway-vertex', preset: 'litellm-vertex' },
    signs: [],
  },
};

/** In the order in which Claude Code prefers them when several switches are on. */
export const clouds: readonly Cloud[] = providerSwitches.flatMap(({ variable, provider }) => {
  const { skip } = providerFacts(provider);
  return provider === 'gateway' || provider === 'firstParty' || skip === undefined
    ? []
    : [{ ...rows[provider], switch: variable, skip }];
});

/** A cloud as its variables have it: itself, or a gateway in its format where a switch turns its sign-in off. */
export function cloudDraft(cloud: Cloud, variables: FoundVariables, context: Context): BackendDraft {
  const skips = isSwitchedOn(variables, cloud.skip);
  const as = (skips ? cloud.gateway : undefined) ?? cloud;
  const told = fieldsFrom(backends[as.backend].fields, variables, context.environment);
  const taken = joined(
    { ...noFields, used: [cloud.switch, ...(skips ? [cloud.skip] : [])] },
    told,
    filledIn(as.backend, told.fields, variables, context),
    backends[as.backend].modelRegions ? modelRegions(variables) : noFields,
  );
  if (as === cloud)
    return {
      preset: cloud.preset,
      taken: skips ? withNote(taken, `${cloud.skip} is on, which no profile can express`) : taken,
    };
  if (saysLitellm(text(told.fields.baseUrl), text(told.fields.token))) return { preset: as.preset, taken };
  return {
    preset: as.preset,
    lead: backends[as.backend].title,
    taken: joined(taken, {
      fields: { product: undefined, upstream: undefined },
      used: [],
      notes: ['if it is LiteLLM, say so: product litellm'],
    }),
  };
}

/** What Claude Code would find in other places than its own variables. */
function filledIn(
  backend: BackendId,
  told: Fields,
  variables: FoundVariables,
  context: Context,
): FoundFields {
  const { fields } = backends[backend];
  const filled: { [path: string]: string | undefined } = {};
  if (fields.region?.kind === 'text' && fields.region.variable === 'AWS_REGION' && told.region === undefined)
    filled.region =
      variables.get('AWS_DEFAULT_REGION')?.value ??
      (fields.awsProfile === undefined ? undefined : context.awsRegion(text(told.awsProfile)));
  if (backend === 'vertex' && told.projectId === undefined) filled.projectId = context.googleProject;
  const given = Object.entries(filled).filter(([, value]) => value !== undefined);
  return { ...noFields, fields: Object.fromEntries(given) };
}

function modelRegions(variables: FoundVariables): FoundFields {
  const names = [...variables.keys()].filter(isOwnedFamily);
  const fields = names.map(name => {
    const model =
      regionModels.find(each => regionVariable(each) === name) ?? name.replace('VERTEX_REGION_', '');
    return [`regions.${model}`, variables.get(name)?.value] as const;
  });
  return { fields: Object.fromEntries(fields), used: names, notes: [] };
}
