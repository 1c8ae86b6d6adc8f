import type { RouteId } from './documented-routes.ts';
import { asksFor, isMixed, type NeedId } from './needs.ts';
import type { Ranked } from './ranking.ts';

/** A role of the hybrid approach with the profile that suits it, and the commands that set it. */
export type RoleAdvice = {
  readonly role: RoleId;
  readonly name: string;
  readonly ready: boolean;
  readonly purpose: string;
  readonly commands: readonly string[];
};

type RoleId = 'interactive' | 'batch' | 'production';

/** Routes that suit a role, and what it gets there. */
type Choice = { readonly routes: readonly RouteId[]; readonly purpose: string };

/**
 * The study’s “Hybrid Approach”, for maximum flexibility. The first choice of each role is the study’s; the others
 * stand in where a need about the place rules it out.
 */
const roles: readonly { readonly role: RoleId; readonly choices: readonly Choice[] }[] = [
  {
    role: 'interactive',
    choices: [
      {
        routes: ['anthropic', 'anthropic-login'],
        purpose: 'interactive development with full features, direct',
      },
      { routes: ['bedrock'], purpose: 'interactive development on native Bedrock' },
      { routes: ['vertex'], purpose: 'interactive development on native Vertex AI' },
    ],
  },
  {
    role: 'batch',
    choices: [
      {
        routes: [
          'litellm-pass-bedrock',
          'litellm-unified-bedrock-invoke',
          'litellm-unified-bedrock-converse',
        ],
        purpose: 'batch and background work with cost tracking, LiteLLM → Bedrock',
      },
      {
        routes: ['litellm-pass-vertex', 'litellm-unified-vertex'],
        purpose: 'batch and background work with cost tracking, LiteLLM → Vertex AI',
      },
    ],
  },
  {
    role: 'production',
    choices: [
      { routes: ['bedrock'], purpose: 'production agents with compliance and features, native Bedrock' },
      { routes: ['vertex'], purpose: 'production agents with residency and features, native Vertex AI' },
    ],
  },
];

/**
 * The three roles, when nothing was asked for in particular, or when needs about operation meet needs about
 * features (the study’s “Mixed requirements”) or a place (batch work through LiteLLM in front of Bedrock, production
 * on Bedrock itself). A profile that lacks a hard need takes no role; null when a role stays without one.
 */
export function roleAdvice(
  needs: readonly NeedId[],
  ranked: readonly Ranked[],
): readonly RoleAdvice[] | null {
  const asksForPlace = asksFor(needs, 'place');
  const suited = isMixed(needs) || (asksForPlace && asksFor(needs, 'operation'));
  if (needs.length > 0 && !suited) return null;
  const advice = roles
    .map(({ role, choices }) => adviceFor(role, choices, ranked, asksForPlace))
    .filter(each => each !== undefined);
  return advice.length === roles.length ? advice : null;
}

function adviceFor(
  role: RoleId,
  choices: readonly Choice[],
  ranked: readonly Ranked[],
  asksForPlace: boolean,
): RoleAdvice | undefined {
  for (const { routes: wanted, purpose } of choices) {
    const [best] = ranked
      .filter(each => !each.excluded && suits(each, wanted, asksForPlace))
      .sort((a, b) => preference(a, wanted) - preference(b, wanted));
    if (best === undefined) continue;
    const set = `cgw role ${role} ${best.name}`;
    const commands = best.setUp === null ? [set] : [best.setUp.command, set];
    const doubt = isSure(best, wanted) ? '' : ', if that is what it forwards to';
    return { role, name: best.name, ready: best.ready, purpose: `${purpose}${doubt}`, commands };
  }
  return undefined;
}

/**
 * Whether it takes a wanted route. An own LiteLLM that does not say what is behind it may take one, which is good
 * enough unless a place is asked for.
 */
function suits({ route, source }: Ranked, wanted: readonly RouteId[], asksForPlace: boolean): boolean {
  if (isSure({ route }, wanted)) return true;
  return source === 'profile' && !asksForPlace && route.some(each => wanted.includes(each));
}

function isSure({ route }: Pick<Ranked, 'route'>, wanted: readonly RouteId[]): boolean {
  return route.every(each => wanted.includes(each));
}

/** Own profiles first, then whoever is sure to take a wanted route, then by the order of the routes. */
function preference(each: Ranked, wanted: readonly RouteId[]): number {
  const first = Math.min(...each.route.map(id => wanted.indexOf(id)).filter(index => index >= 0));
  return (each.source === 'preset' ? 100 : 0) + (isSure(each, wanted) ? 0 : 10) + first;
}
