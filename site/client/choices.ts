import type { RouteId, ThinkingSigner } from '../../src/features/documented-routes.ts';
import { type FeatureId, featureIds } from '../../src/features/features.ts';
import { type GroupId, groups } from '../groups.ts';

/** One side of a comparison. */
export type Side = { readonly route: RouteId; readonly claudeCode: string; readonly litellm: string };

/** All that somebody chose on the page, which is all that its address holds. */
export type Choices = {
  readonly claudeCode: string;
  readonly litellm: string;
  readonly groups: readonly GroupId[];
  readonly signer: ThinkingSigner | 'any';
  readonly from: Side;
  readonly to: Side;
  /** The cell whose details are open. */
  readonly cell: { readonly feature: FeatureId; readonly route: RouteId } | null;
};

/** What there is to choose from; versions newest first. */
export type Offered = {
  readonly claudeCode: readonly string[];
  readonly litellm: readonly string[];
  readonly routes: readonly RouteId[];
  readonly signers: readonly ThinkingSigner[];
};

const groupIds = groups.map(({ id }) => id);

/** The choices that an address makes. What it does not say, or says of things that there are not, is as at first. Pure. */
export function choicesOf(hash: string, offered: Offered): Choices {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const claudeCode = oneOf(offered.claudeCode, said.get('claude')) ?? offered.claudeCode[0] ?? '';
  const litellm = oneOf(offered.litellm, said.get('litellm')) ?? offered.litellm[0] ?? '';
  const side = (name: 'from' | 'to', usual: RouteId): Side => ({
    route: oneOf(offered.routes, said.get(name)) ?? usual,
    claudeCode: oneOf(offered.claudeCode, said.get(`${name}-claude`)) ?? claudeCode,
    litellm: oneOf(offered.litellm, said.get(`${name}-litellm`)) ?? litellm,
  });
  const [feature, route] = said.get('cell')?.split('/') ?? [];
  const cell = { feature: oneOf(featureIds, feature), route: oneOf(offered.routes, route) };
  const asked = said.get('routes')?.split(',');
  return {
    claudeCode,
    litellm,
    groups: asked === undefined ? groupIds : groupIds.filter(id => asked.includes(id)),
    signer: oneOf(offered.signers, said.get('by')) ?? 'any',
    from: side('from', 'anthropic'),
    to: side('to', 'litellm-unified-bedrock-invoke'),
    cell:
      cell.feature === undefined || cell.route === undefined
        ? null
        : { feature: cell.feature, route: cell.route },
  };
}

function oneOf<Item extends string>(all: readonly Item[], said: string | null | undefined): Item | undefined {
  return all.find(each => each === said);
}

/**
 * The address of some choices. It always names the versions: a link that somebody keeps says the same when newer ones
 * have been measured. Pure.
 */
export function hashOf({ claudeCode, litellm, groups: shown, signer, from, to, cell }: Choices): string {
  const said = new URLSearchParams({ claude: claudeCode, litellm });
  if (shown.length < groupIds.length) said.set('routes', shown.join(','));
  if (signer !== 'any') said.set('by', signer);
  for (const [name, side] of [
    ['from', from],
    ['to', to],
  ] as const) {
    said.set(name, side.route);
    if (side.claudeCode !== claudeCode) said.set(`${name}-claude`, side.claudeCode);
    if (side.litellm !== litellm) said.set(`${name}-litellm`, side.litellm);
  }
  if (cell !== null) said.set('cell', `${cell.feature}/${cell.route}`);
  return `#${said.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`;
}

/** Other versions in the table; a side of the comparison that had the same ones goes along. Pure. */
export function inVersions(
  choices: Choices,
  versions: Partial<Pick<Side, 'claudeCode' | 'litellm'>>,
): Choices {
  const along = (side: Side): Side => ({
    ...side,
    ...(side.claudeCode === choices.claudeCode && pick('claudeCode')),
    ...(side.litellm === choices.litellm && pick('litellm')),
  });
  const pick = (program: 'claudeCode' | 'litellm') =>
    versions[program] === undefined ? {} : { [program]: versions[program] };
  return { ...choices, ...versions, from: along(choices.from), to: along(choices.to) };
}
