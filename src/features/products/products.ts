import type { Profile } from '../../backends/profile.ts';
import { mainModelOf, type Routes } from '../route-of.ts';
import type { RouteId } from '../routes.ts';
import { bifrost } from './bifrost.ts';
import { deepseek, deepseekByModel } from './deepseek.ts';
import { cloudflare, databricks, envoy, kong, ngrok, truefoundry, vercel } from './gateways.ts';
import { siliconflow, volcengine } from './hosts.ts';
import { kimiCoding, moonshot, moonshotByModel } from './kimi.ts';
import { mimo } from './mimo.ts';
import { minimax, minimaxByModel } from './minimax.ts';
import { portkey, portkeyOther } from './portkey.ts';
import { qwen } from './qwen.ts';
import { claudeCodeRouter, llamacpp, lmstudio, ollama, vllm } from './servers.ts';
import type { ByModel, Cells } from './source.ts';
import { zai, zaiByModel } from './zai.ts';

/** The routes on which a product says more than its column does: those of whatever stands behind a base URL. */
const generalRoutes = ['gateway-claude', 'gateway-other'] as const satisfies readonly RouteId[];

type GeneralRoute = (typeof generalRoutes)[number];

/** What each product decides, by its route; a profile names it in `product`. */
export const products = {
  'gateway-claude': {
    bifrost,
    cloudflare,
    databricks,
    envoy,
    kong,
    ngrok,
    portkey,
    truefoundry,
    vercel,
  },
  'gateway-other': {
    'claude-code-router': claudeCodeRouter,
    deepseek,
    'kimi-coding': kimiCoding,
    llamacpp,
    lmstudio,
    mimo,
    minimax,
    moonshot,
    ollama,
    portkey: portkeyOther,
    qwen,
    siliconflow,
    vllm,
    volcengine,
    zai,
  },
} as const satisfies { readonly [Route in GeneralRoute]: { readonly [product: string]: Cells } };

/** What some models of a product have and others lack: of the one that a profile names more is known. */
const byModel: { readonly [product: string]: ByModel } = {
  deepseek: deepseekByModel,
  minimax: minimaxByModel,
  moonshot: moonshotByModel,
  zai: zaiByModel,
} satisfies { readonly [Id in keyof (typeof products)['gateway-other']]?: ByModel };

/** The cells of a profile’s product, which go before its route’s; the formats of clouds are another endpoint. */
export function cellsOfProduct(profile: Profile, [route]: Routes): Cells {
  const { backend, product } = profile;
  const id = String(product ?? '');
  const known: { readonly [product: string]: Cells } | undefined = generalRoutes.some(each => each === route)
    ? products[route as GeneralRoute]
    : undefined;
  if (backend !== 'gateway' || known === undefined || !Object.hasOwn(known, id)) return {};
  const model = mainModelOf(profile);
  const models = route === 'gateway-other' && Object.hasOwn(byModel, id) ? byModel[id] : undefined;
  const named = models?.find(each => model !== undefined && each.model.test(model));
  return { ...known[id], ...named?.cells };
}
