import { cgw, start } from '../programs.ts';
import { awsKey, stored, type Worker } from './machine.ts';
import { cloudTokens } from './wire.ts';

/** A profile, how it is launched, and what it promises of every request. */
export type Promised = {
  /** Words of `cgw add`; `$URL` is its own address on the wire. */
  readonly add: readonly string[];
  /** Words of `cgw run` before its name. */
  readonly launch?: readonly string[];
  /** Who is asked: its own address, or a vendor. */
  readonly at: string | RegExp;
  readonly authorization?: string | RegExp;
  readonly key?: string;
  /** What else every request to a model has in its path. */
  readonly path?: RegExp;
  readonly model?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stored login is what it is about. */
  readonly needsLogin?: true;
};

const secret = 'profile-secret-5b1f7c20';
/** The variable of the shell that one of them reads; the others read a file. */
export const shellSecret = { FORECAST_SECRET: secret } as const;
const own = 'profile/own';
const credential = (field: string) => ['--secret', `${field}=file:$FILE`];
const set = (...fields: readonly string[]) => fields.flatMap(field => ['--set', field]);
const bearer = `Bearer ${secret}`;
const signed = (region: string) => new RegExp(`^AWS4-HMAC-SHA256 Credential=${awsKey}/\\d+/${region}/`);
const model = 'profile-model';

/** Every backend, in each way to sign in and to launch. */
export const profiles: Readonly<Record<string, Promised>> = {
  token: {
    add: ['litellm', ...set('baseUrl=$URL'), '--secret', 'token=env:FORECAST_SECRET'],
    at: own,
    authorization: bearer,
  },
  'token, model and header': {
    add: [
      'litellm',
      ...set('baseUrl=$URL', `models.default=${model}`, 'headers.x-profile=yes'),
      ...credential('token'),
    ],
    at: own,
    authorization: bearer,
    model,
    headers: { 'x-profile': 'yes' },
  },
  'token by helper': {
    add: ['litellm', ...set('baseUrl=$URL'), ...credential('token')],
    launch: ['--no-env-secret'],
    at: own,
    authorization: bearer,
    key: secret,
  },
  'token, strict': {
    add: ['litellm', ...set('baseUrl=$URL', `models.default=${model}`), ...credential('token')],
    launch: ['--strict'],
    at: own,
    authorization: bearer,
    model,
  },
  'key at a gateway': {
    add: ['gateway', ...set('baseUrl=$URL'), ...credential('apiKey')],
    at: own,
    key: secret,
  },
  'API key': { add: ['direct', ...credential('apiKey')], at: 'api.anthropic.com', key: secret },
  'OAuth token': {
    add: ['subscription', ...credential('oauthToken')],
    at: 'api.anthropic.com',
    authorization: bearer,
  },
  'stored login': {
    add: ['subscription'],
    at: /^(api\.anthropic\.com|.*claude\.(ai|com))$/,
    authorization: `Bearer ${stored.login}`,
    needsLogin: true,
  },
  'Bedrock behind a gateway': {
    add: ['litellm-bedrock', ...set('baseUrl=$URL', 'region=eu-west-1'), ...credential('token')],
    at: own,
    authorization: bearer,
    path: /^\/(model|inference-profiles)/,
  },
  'Bedrock, signed': {
    add: ['bedrock', ...set('baseUrl=$URL', 'region=eu-west-1', `models.default=${model}`)],
    at: own,
    authorization: signed('eu-west-1'),
    model,
  },
  'Bedrock, strict': {
    add: ['bedrock', ...set('region=eu-west-1')],
    launch: ['--strict'],
    at: /^bedrock(-runtime)?\.eu-west-1\.amazonaws\.com$/,
    authorization: signed('eu-west-1'),
  },
  'Bedrock key': {
    add: ['bedrock', ...set('baseUrl=$URL'), ...credential('bearerToken')],
    at: own,
    authorization: bearer,
  },
  mantle: {
    add: ['mantle', ...set('baseUrl=$URL', 'region=eu-west-1')],
    at: own,
    authorization: signed('eu-west-1'),
  },
  'Claude on AWS, key': {
    add: ['claude-aws', ...set('baseUrl=$URL', 'workspaceId=profile-workspace'), ...credential('apiKey')],
    at: own,
    key: secret,
    headers: { 'anthropic-workspace-id': 'profile-workspace' },
  },
  'Claude on AWS, signed': {
    add: ['claude-aws', ...set('workspaceId=profile-workspace', 'region=eu-west-1')],
    at: 'aws-external-anthropic.eu-west-1.api.aws',
    authorization: signed('eu-west-1'),
    headers: { 'anthropic-workspace-id': 'profile-workspace' },
  },
  'Claude on Google Cloud': {
    add: ['claude-gcp', ...set('project=profile-project', 'workspaceId=profile-workspace')],
    at: /^(claude|oauth2)\.googleapis\.com$/,
    authorization: `Bearer ${cloudTokens.google}`,
  },
  'Vertex behind a gateway': {
    add: [
      'litellm-vertex',
      ...set('baseUrl=$URL', 'projectId=profile-project', 'region=europe-west1'),
      ...credential('token'),
    ],
    at: own,
    authorization: bearer,
    path: /^\/projects\/profile-project\/locations\/europe-west1\//,
  },
  vertex: {
    add: ['vertex', ...set('projectId=profile-project', 'region=europe-west1', `models.default=${model}`)],
    at: /^(europe-west1-aiplatform|oauth2)\.googleapis\.com$/,
    authorization: `Bearer ${cloudTokens.google}`,
    path: /^\/v1\/projects\/profile-project\/locations\/europe-west1\//,
    model,
  },
  'Foundry, key': {
    add: ['foundry', ...set('baseUrl=$URL'), ...credential('apiKey')],
    at: own,
    key: secret,
  },
  'Foundry, token': {
    add: [
      'foundry',
      ...set('resource=profile-resource', `models.default=${model}`),
      ...credential('authToken'),
    ],
    at: 'profile-resource.services.ai.azure.com',
    authorization: bearer,
    model,
  },
};

/** Makes every profile, once for a worker. */
export async function addProfiles(worker: Worker): Promise<void> {
  const environment = { ...worker.environment, HOME: worker.root, ...shellSecret };
  const file = worker.write('secret', secret);
  for (const [name, { add }] of Object.entries(profiles)) {
    const [preset = '', ...words] = add.map(word =>
      word.replace('$URL', `${worker.wire.url}/${own}`).replace('$FILE', file),
    );
    const command = [cgw, 'add', profileName(name), '--from', preset, ...words];
    const { exitCode, stderr } = await start(command, { cwd: worker.root, environment }).ended;
    if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  }
}

/** The title of a profile as its name. */
export function profileName(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
}
