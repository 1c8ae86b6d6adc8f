import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, makeCertificate } from '../../support/certificate.ts';
import { recordedFrom, vendors } from '../recorder/recorder.ts';
import type { RecordedRequest, Vendor } from '../recorder/types.ts';
import { startTunnel } from '../tunnel.ts';

/** A request, and who was asked: a loopback address by its label (`user/bedrock`), a vendor by its host. */
export type Heard = RecordedRequest & { readonly at: string };

/** The tokens that the clouds’ sign-ins give out here. */
export const cloudTokens = { google: 'token-of-google', azure: 'token-of-azure' } as const;

/**
 * Everybody whom a program can reach: any address below `url`, and, through the proxy, every vendor by its own name.
 * Each answers in its own format; nothing leaves the machine.
 */
export class Wire {
  readonly url: string;
  /** What makes a program come through here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #heard: Heard[] = [];
  readonly #stops: (() => void)[];

  constructor({ key, cert, path }: Certificate) {
    const loopback = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: async incoming => {
        const request = await recordedFrom(incoming);
        const [, label = 'nowhere', path = '/'] = /^\/at\/([^/]+\/[^/]+)(.*)$/.exec(request.path) ?? [];
        return this.#answer({ ...request, at: label, path });
      },
    });
    const inner = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      tls: { key, cert },
      fetch: async incoming => {
        const request = await recordedFrom(incoming);
        // Claude on Google Cloud has the Anthropic format below a path of its own.
        const path = request.path.replace(/^\/v1\/projects\/.+\/invoke(?=\/)/, '');
        return this.#answer({ ...request, at: request.headers.host ?? 'nowhere', path });
      },
    });
    const outer = startTunnel(line => {
      if (/^CONNECT \S+:443 /.test(line)) return { port: inner.port ?? 0, told: true };
      this.#heard.push({ at: line, method: 'PROXY', path: '', headers: {}, body: '' });
      return { refused: 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n' };
    });
    this.url = `http://127.0.0.1:${loopback.port}/at`;
    this.environment = {
      HTTPS_PROXY: outer.url,
      HTTP_PROXY: outer.url,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: path,
    };
    this.#stops = [() => loopback.stop(true), () => inner.stop(true), outer.stop];
  }

  /** What was heard since the last time. */
  take(): Heard[] {
    return this.#heard.splice(0);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #answer(request: Heard): Response {
    this.#heard.push(request);
    if (request.method === 'HEAD') return new Response(null);
    return signIn(request) ?? vendorOf(request).reply(request, 'pong');
  }
}

/** Whether a model was asked. */
export function asksModel(request: Heard): boolean {
  return vendorOf(request).isModelCall(request);
}

function vendorOf({ path }: RecordedRequest): Vendor {
  if (/^\/(model\/|inference-profiles)/.test(path)) return vendors.bedrock;
  return /\/publishers\/anthropic\/models\//.test(path) ? vendors.vertex : vendors.anthropic;
}

/** The clouds’ own sign-ins. */
function signIn({ at, path }: Heard): Response | undefined {
  const token = (name: string) =>
    Response.json({ access_token: name, token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
  if (at === 'oauth2.googleapis.com') return token(cloudTokens.google);
  if (at !== 'login.microsoftonline.com') return undefined;
  if (path.includes('/token')) return token(cloudTokens.azure);
  const there = 'https://login.microsoftonline.com/tenant';
  return Response.json({
    tenant_discovery_endpoint: `${there}/v2.0/.well-known/openid-configuration`,
    metadata: [],
    authorization_endpoint: `${there}/oauth2/v2.0/authorize`,
    token_endpoint: `${there}/oauth2/v2.0/token`,
    issuer: `${there}/v2.0`,
  });
}

/** The hosts of vendors, in every region that cases name. */
const hosts = [
  ...['anthropic.com', 'claude.com', 'claude.ai', 'googleapis.com', 'services.ai.azure.com'].map(
    each => `*.${each}`,
  ),
  'login.microsoftonline.com',
  ...['us-east-1', 'us-west-2', 'eu-west-1'].flatMap(region => [
    `*.${region}.amazonaws.com`,
    `*.${region}.api.aws`,
  ]),
];

/** A certificate for every vendor, until it is removed. */
export function vendorsCertificate(): Certificate & { remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'cgw-forecast-tls-'));
  return {
    ...makeCertificate(
      folder,
      hosts.map(host => `DNS:${host}`),
    ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
