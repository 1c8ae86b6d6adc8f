import { expect } from 'bun:test';
import * as z from 'zod';
import { cgw } from './programs.ts';
import type { Recorder, RecorderFormat } from './recorder/types.ts';
import { addRoute, type Route, routes, shell } from './routes.ts';
import { live, type Scope, type World } from './world.ts';

/*
 * What `explain` and `status` say against what happens: every environment with every set of settings files. A
 * disagreement is a fault of cgw’s model.
 */

/** Two vendors of each format: where the shell points, and where settings files point. */
type Side = { readonly [Format in RecorderFormat]: Recorder };

function sideOf(world: World): Side {
  return {
    anthropic: world.recorder('anthropic'),
    bedrock: world.recorder('bedrock'),
    vertex: world.recorder('vertex'),
    openai: world.recorder('openai'),
  };
}

type Variables = Readonly<Record<string, string>>;

/** Credentials of the clouds are always there, so that a request is made whatever decides. */
const clouds: Variables = {
  AWS_ACCESS_KEY_ID: 'AKIAFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret',
  AWS_REGION: 'us-east-1',
  ANTHROPIC_VERTEX_PROJECT_ID: 'fake-project',
  CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
};

const endpoints = (side: Side): Variables => ({
  ANTHROPIC_BASE_URL: side.anthropic.url,
  ANTHROPIC_BEDROCK_BASE_URL: side.bedrock.url,
  ANTHROPIC_VERTEX_BASE_URL: side.vertex.url,
});

/** What a shell exports beside the endpoints. */
const shells: { readonly [name: string]: Variables } = {
  token: { ANTHROPIC_AUTH_TOKEN: 'shell-token' },
  key: { ANTHROPIC_API_KEY: 'shell-key' },
  'token and key': { ANTHROPIC_AUTH_TOKEN: 'shell-token', ANTHROPIC_API_KEY: 'shell-key' },
  'an OAuth token': { CLAUDE_CODE_OAUTH_TOKEN: 'shell-oauth' },
  'Bedrock behind a gateway': {
    CLAUDE_CODE_USE_BEDROCK: '1',
    CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
    ANTHROPIC_AUTH_TOKEN: 'shell-token',
  },
  'Bedrock, signed': { CLAUDE_CODE_USE_BEDROCK: '1' },
  'Vertex behind a gateway': { CLAUDE_CODE_USE_VERTEX: '1', ANTHROPIC_AUTH_TOKEN: 'shell-token' },
  'Vertex and Bedrock, with a key': {
    CLAUDE_CODE_USE_VERTEX: '1',
    CLAUDE_CODE_USE_BEDROCK: 'true',
    CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
    ANTHROPIC_API_KEY: 'shell-key',
  },
  'token, as a host': { ANTHROPIC_AUTH_TOKEN: 'shell-token', CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
};

type Settings = { readonly [Each in Scope]?: { readonly env?: Variables; readonly apiKeyHelper?: string } };

const helper = 'echo helper-key';

/** What the settings files say. */
const settings: { readonly [name: string]: (theirs: Side) => Settings } = {
  nothing: () => ({}),
  'URLs of the user': theirs => ({ user: { env: endpoints(theirs) } }),
  'a token of the user': () => ({ user: { env: { ANTHROPIC_AUTH_TOKEN: 'user-token' } } }),
  'a key of the project': () => ({ project: { env: { ANTHROPIC_API_KEY: 'project-key' } } }),
  'a helper of the user': () => ({ user: { apiKeyHelper: helper } }),
  'a helper that is blanked locally': () => ({ user: { apiKeyHelper: helper }, local: { apiKeyHelper: '' } }),
  'everything blank': () => ({
    local: {
      env: {
        ANTHROPIC_AUTH_TOKEN: '',
        ANTHROPIC_API_KEY: 'local-key',
        CLAUDE_CODE_USE_BEDROCK: '',
        CLAUDE_CODE_USE_VERTEX: '',
      },
    },
  }),
  'Bedrock for the project, off for the user': theirs => ({
    project: {
      env: {
        CLAUDE_CODE_USE_BEDROCK: '1',
        CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1',
        ANTHROPIC_BEDROCK_BASE_URL: theirs.bedrock.url,
      },
    },
    user: { env: { CLAUDE_CODE_USE_BEDROCK: '0' } },
  }),
  'headers of the user': () => ({ user: { env: { ANTHROPIC_CUSTOM_HEADERS: 'x-user-tag: yes' } } }),
};

/** What `cgw status --json` and `cgw explain --json` say, as far as it is compared. */
const statusSaid = z.object({
  endpoint: z.string().nullable(),
  credentials: z.array(z.object({ as: z.string(), name: z.string() })),
});
const explainSaid = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      winner: z.number().nullable(),
      settings: z.array(z.object({ place: z.string() })),
    }),
  ),
});

/** The value of a variable in the place that wins, by what the test itself has put there. */
type ValueAt = (name: string, place: string) => string;

/** What travels, as the wire shows it. */
function wireOf(
  credentials: z.infer<typeof statusSaid>['credentials'],
  placeOf: (name: string) => string,
  valueAt: ValueAt,
): Record<string, string> {
  const wire: Record<string, string> = {};
  for (const { as, name } of credentials) {
    const value = () => (name === 'apiKeyHelper' ? 'helper-key' : valueAt(name, placeOf(name)));
    if (as === 'authorization') wire.authorization = `Bearer ${value()}`;
    if (as === 'x-api-key') wire['x-api-key'] = value();
    if (as === 'cloud') wire.authorization = 'AWS4-HMAC-SHA256';
    if (as === 'headers') wire['x-user-tag'] = 'yes';
  }
  return wire;
}

function heard({ modelRequests }: Recorder): Record<string, string> | undefined {
  const [request] = modelRequests();
  if (request === undefined) return undefined;
  const { authorization, 'x-api-key': key, 'x-user-tag': tag } = request.headers;
  const wire = {
    authorization: authorization?.replace(/^(AWS4-HMAC-SHA256) .*/, '$1'),
    'x-api-key': key,
    'x-user-tag': tag,
  };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

/** The environment of a shell after `eval $(cgw env NAME)`, with stale exports of others before it. */
async function switchedTo(world: World, route: Route, ours: Side): Promise<Variables> {
  await addRoute(world, route, ours[route.format].url);
  const stale = {
    ...clouds,
    ...endpoints(ours),
    ANTHROPIC_API_KEY: 'stale-key',
    CLAUDE_CODE_USE_FOUNDRY: '1',
    ...shell,
  };
  const { stdout } = await world.run(['bash', '-c', `eval "$('${cgw}' env ${route.name})" && env -0`], {
    environment: stale,
  });
  return Object.fromEntries(
    stdout.split('\0').flatMap(entry => {
      const equals = entry.indexOf('=');
      return equals > 0 ? [[entry.slice(0, equals), entry.slice(equals + 1)]] : [];
    }),
  );
}

/** What `cgw status` says is what happens. */
async function expectAsTold(
  world: World,
  environment: Variables,
  contents: Settings,
  sides: { readonly ours: Side; readonly theirs: Side },
): Promise<void> {
  for (const [scope, content] of Object.entries(contents)) world.settings(scope as Scope, content);
  const status = statusSaid.parse(
    JSON.parse((await world.cgw(['status', '--json'], { environment })).stdout),
  );
  const explain = explainSaid.parse(
    JSON.parse((await world.cgw(['explain', '--json'], { environment })).stdout),
  );
  const placeOf = (name: string) => {
    const variable = explain.variables.find(each => each.name === name);
    return variable?.settings[variable.winner ?? -1]?.place ?? 'nowhere';
  };
  const valueAt: ValueAt = (name, place) =>
    (place === 'environment' ? environment : contents[place as Scope]?.env)?.[name] ?? 'nothing';

  await world.claude(['-p', 'hi'], { environment: { ...environment, CLAUDE_CODE_MAX_RETRIES: '0' } });

  const everybody = Object.entries(sides).flatMap(([name, side]) =>
    Object.entries(side).map(([format, recorder]) => ({ at: `${name}, ${format}`, recorder })),
  );
  const asked = everybody.filter(({ recorder }) => recorder.modelRequests().length > 0);
  if (status.endpoint === null) {
    // The vendor itself: the proxy has seen who was to be asked, and let nothing out.
    expect(asked).toEqual([]);
    expect(world.proxy.requests.join()).toContain('api.anthropic.com:443');
    return;
  }
  const expected = everybody.find(({ recorder }) => recorder.url === status.endpoint);
  expect({ at: asked.map(({ at }) => at), wire: asked[0] && heard(asked[0].recorder) }).toEqual({
    at: [expected?.at ?? 'nobody'],
    wire: wireOf(status.credentials, placeOf, valueAt),
  });
}

/** The vendor where nothing else is said, and the profiles of AWS where the endpoint stands in a settings file. */
const vendors = /^CONNECT (api\.anthropic\.com|bedrock\.us-east-1\.amazonaws\.com):443/;

for (const [files, contents] of Object.entries(settings)) {
  for (const [name, exported] of Object.entries(shells))
    live(`shell: ${name}; settings: ${files}`, async world => {
      const sides = { ours: sideOf(world), theirs: sideOf(world) };
      const environment = { ...world.environment, ...clouds, ...endpoints(sides.ours), ...exported };
      await expectAsTold(world, environment, contents(sides.theirs), sides);
    });
  for (const route of routes)
    live(`shell: cgw env ${route.name}; settings: ${files}`, async world => {
      const sides = { ours: sideOf(world), theirs: sideOf(world) };
      world.mayAsk = vendors;
      const environment = await switchedTo(world, route, sides.ours);
      await expectAsTold(world, environment, contents(sides.theirs), sides);
    });
}
