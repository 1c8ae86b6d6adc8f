import type { Profile } from '../../backends/profile.ts';
import type { Routes } from '../route-of.ts';
import type { RouteId } from '../routes.ts';
import { deepseek } from './deepseek.ts';
import {
  bifrost,
  cloudflare,
  databricks,
  envoy,
  kong,
  ngrok,
  portkey,
  portkeyOther,
  truefoundry,
  vercel,
} from './gateways.ts';
import { siliconflow, volcengine } from './hosts.ts';
import { kimiCoding, moonshot } from './kimi.ts';
import { mimo } from './mimo.ts';
import { minimax } from './minimax.ts';
import { qwen } from './qwen.ts';
import { claudeCodeRouter, llamacpp, lmstudio, ollama, vllm } from './servers.ts';
import type { Cells } from './source.ts';
import { zai } from './zai.ts';

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

/** The cells of a profile’s product, which go before its route’s; the formats of clouds are another endpoint. */
export function cellsOfProduct({ backend, product }: Profile, [route]: Routes): Cells {
  const id = String(product ?? '');
  const known: { readonly [product: string]: Cells } | undefined = generalRoutes.some(each => each === route)
    ? products[route as GeneralRoute]
    : undefined;
  return backend === 'gateway' && known !== undefined && Object.hasOwn(known, id) ? (known[id] ?? {}) : {};
}
