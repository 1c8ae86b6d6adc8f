import { regionModels, regionVariable } from '../backends/google.ts';
import { backends } from '../backends/index.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isOwnedFamily } from '../env/variables.ts';
import type { Cloud } from './clouds.ts';
import { type Context, type Draft, text, withNote } from './draft.ts';
import type { Fields } from './finding.ts';
import { saysLitellm } from './gateway-preset.ts';
import { type FoundFields, fieldsFrom, joined, noFields } from './taken.ts';
import { isSwitchedOn, type Variables } from './variables.ts';

/** A cloud as its variables have it: itself, or a gateway in its format where a switch turns its sign-in off. */
export function cloudDraft(cloud: Cloud, variables: Variables, context: Context): Draft {
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
      taken: skips ? withNote(taken, `${cloud.skip} is on: that no profile can say`) : taken,
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
function filledIn(backend: BackendId, told: Fields, variables: Variables, context: Context): FoundFields {
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

function modelRegions(variables: Variables): FoundFields {
  const names = [...variables.keys()].filter(isOwnedFamily);
  const fields = names.map(name => {
    const model =
      regionModels.find(each => regionVariable(each) === name) ?? name.replace('VERTEX_REGION_', '');
    return [`regions.${model}`, variables.get(name)?.value] as const;
  });
  return { fields: Object.fromEntries(fields), used: names, notes: [] };
}
