import type { RecorderFormat } from './recorder/types.ts';
import type { World } from './world.ts';

/** A wire format that can be pointed at a recorder, and a profile that speaks it. */
export type Route = {
  /** The preset, which is also the name of the profile. */
  readonly name: string;
  readonly format: RecorderFormat;
  /** The variable that plain Claude Code would need for it. */
  readonly urlVariable: string;
  /** What the profile sets beside URL and token. */
  readonly fields: readonly string[];
};

export const routes: readonly [Route, Route, Route] = [
  { name: 'litellm', format: 'anthropic', urlVariable: 'ANTHROPIC_BASE_URL', fields: [] },
  {
    name: 'litellm-bedrock',
    format: 'bedrock',
    urlVariable: 'ANTHROPIC_BEDROCK_BASE_URL',
    fields: ['region=us-east-1'],
  },
  {
    name: 'litellm-vertex',
    format: 'vertex',
    urlVariable: 'ANTHROPIC_VERTEX_BASE_URL',
    fields: ['projectId=good-project'],
  },
];

/** The profiles’ credential. It stands in a variable of the shell, where the user has put it. */
export const token = 'good-token-5b1f7c20';
const tokenVariable = 'LITELLM_API_KEY';
export const shell: Readonly<Record<string, string>> = { [tokenVariable]: token };

/** The profile of a route, pointed at `url`. */
export async function addRoute(world: World, route: Route, url: string): Promise<void> {
  const fields = [`baseUrl=${url}`, ...route.fields].flatMap(field => ['--set', field]);
  await world.add(route.name, ...fields, '--secret', `token=env:${tokenVariable}`);
}
