import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import { openai } from './openai.ts';
import type { RecordedRequest, Recorder, RecorderFormat, RecorderOptions, Vendor } from './types.ts';
import { vertex } from './vertex.ts';

/** The dialects, each with its replies and refusals. */
export const vendors: Readonly<Record<RecorderFormat, Vendor>> = { anthropic, bedrock, vertex, openai };

/** Starts a recorder on a free loopback port; the caller stops it. */
export function startRecorder(format: RecorderFormat, options: RecorderOptions = {}): Recorder {
  const vendor = vendors[format];
  const { answer = 'pong', intercept, tls } = options;
  const requests: RecordedRequest[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    ...(tls && { tls }),
    fetch: async incoming => {
      const request = await recordedFrom(incoming);
      requests.push(request);
      if (isProbe(request)) return new Response(null);
      return (
        (await intercept?.(request)) ??
        vendor.reply(request, typeof answer === 'function' ? answer(request) : answer)
      );
    },
  });
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${server.port}`,
    requests,
    modelRequests: () => requests.filter(vendor.isModelCall),
    stop: () => server.stop(true),
  };
}

/** Claude Code's start-up probes, which every vendor may see. */
function isProbe({ method, path }: RecordedRequest): boolean {
  return method === 'HEAD' && (path === '/' || path === '/api/hello');
}

/** A request as it is kept. */
export async function recordedFrom(incoming: Request): Promise<RecordedRequest> {
  return {
    method: incoming.method,
    path: incoming.url.slice(new URL(incoming.url).origin.length),
    headers: Object.fromEntries(incoming.headers),
    body: await incoming.text(),
  };
}
