import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../../support/certificate.ts';
import { startRecorder } from '../recorder/recorder.ts';
import type { Recorder, RecorderFormat, RecorderOptions } from '../recorder/types.ts';
import { type Internet, startInternet } from './internet.ts';

/** Those who serve models, as the lab plays them. */
export const vendorIds = [
  'anthropic',
  'bedrock',
  'mantle',
  'vertex',
  'foundry',
  'aws',
  'gcp',
  'openai',
] as const;
export type VendorId = (typeof vendorIds)[number];

type Played = { readonly format: RecorderFormat; readonly hosts: readonly string[] };

/** The names under which a vendor is reached, and what it speaks. */
export const vendorsPlayed: { readonly [V in VendorId]: Played } = {
  anthropic: { format: 'anthropic', hosts: ['api.anthropic.com'] },
  bedrock: {
    format: 'bedrock',
    hosts: ['bedrock-runtime.us-east-1.amazonaws.com', 'bedrock.us-east-1.amazonaws.com'],
  },
  /** Bedrock’s other endpoint, which LiteLLM asks to count tokens. */
  mantle: { format: 'anthropic', hosts: ['bedrock-mantle.us-east-1.api.aws'] },
  vertex: { format: 'vertex', hosts: ['us-east5-aiplatform.googleapis.com', 'oauth2.googleapis.com'] },
  foundry: { format: 'anthropic', hosts: ['lab.services.ai.azure.com'] },
  aws: { format: 'anthropic', hosts: ['aws-external-anthropic.us-east-1.api.aws'] },
  gcp: { format: 'anthropic', hosts: ['claude.googleapis.com'] },
  openai: { format: 'openai', hosts: ['api.openai.com'] },
};

/** The vendors’ servers, and the only internet there is. */
export type World = {
  readonly recorders: { readonly [V in VendorId]: Recorder };
  readonly internet: Internet;
  /** What a program needs to reach the vendors, and nobody else. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/** Starts every vendor. `options` says how each answers; `folder` takes certificate and Google’s credentials. */
export async function startVendors(
  folder: string,
  options: (vendor: VendorId) => Omit<RecorderOptions, 'tls'>,
): Promise<World> {
  const hosts = vendorIds.flatMap(vendor => vendorsPlayed[vendor].hosts);
  const tls = makeCertificate(
    folder,
    hosts.map(host => `DNS:${host}`),
  );
  const start = (vendor: VendorId): Recorder =>
    startRecorder(vendorsPlayed[vendor].format, { ...options(vendor), tls });
  const recorders = {
    anthropic: start('anthropic'),
    bedrock: start('bedrock'),
    mantle: start('mantle'),
    vertex: start('vertex'),
    foundry: start('foundry'),
    aws: start('aws'),
    gcp: start('gcp'),
    openai: start('openai'),
  };
  const internet = await startInternet(host => {
    const vendor = vendorIds.find(id => vendorsPlayed[id].hosts.includes(host));
    return vendor === undefined ? undefined : Number(new URL(recorders[vendor].url).port);
  });
  const proxies = { HTTPS_PROXY: internet.url, HTTP_PROXY: internet.url, NO_PROXY: '127.0.0.1' };
  const trust = { NODE_EXTRA_CA_CERTS: tls.path, SSL_CERT_FILE: tls.path, REQUESTS_CA_BUNDLE: tls.path };
  const aws = {
    AWS_ACCESS_KEY_ID: 'AKIALAB',
    AWS_SECRET_ACCESS_KEY: 'lab',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    recorders,
    internet,
    environment: { ...proxies, ...trust, ...aws, GOOGLE_APPLICATION_CREDENTIALS: googleCredentials(folder) },
    stop: async () => {
      internet.stop();
      await Promise.all(vendorIds.map(vendor => recorders[vendor].stop()));
    },
  };
}

/** A service account’s file as Google Cloud hands it out, with a key of its own. */
function googleCredentials(folder: string): string {
  const path = join(folder, 'service-account.json');
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const account = {
    type: 'service_account',
    project_id: 'lab',
    private_key_id: 'lab',
    private_key: privateKey,
    client_email: 'lab@lab.iam.gserviceaccount.com',
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
  };
  writeFileSync(path, JSON.stringify(account), { mode: 0o600 });
  return path;
}
