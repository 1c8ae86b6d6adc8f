import { openSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { isOlder } from '../../../src/base/versions.ts';

/**
 * What a version reads. `bedrock_mantle/…` speaks OpenAI’s format alone up to 1.100.5, which no Claude model has there;
 * from 1.86.7 on those are under `bedrock/mantle/…`, as LiteLLM’s page of that time has it. 1.83.0 has none.
 */
function configOf(version: string): string {
  const text = readFileSync(resolve(import.meta.dir, '../litellm/config.yaml'), 'utf8');
  const isOther = isOlder(version, '1.105.7') && !isOlder(version, '1.86.7');
  return isOther ? text.replaceAll('bedrock_mantle/', 'bedrock/mantle/') : text;
}

/** The key that opens the lab’s LiteLLM. */
export const masterKey = 'sk-lab-5b1f7c20';

/** How long a start may take; it takes some 8 s on an idle machine. */
const startLimitMs = 120_000;

/** LiteLLM at work. */
export type LiteLLM = {
  readonly url: string;
  /** As it says itself, where it does. */
  readonly version: string;
  stop(): Promise<void>;
};

/** A version’s program. */
type InstalledLiteLLM = { readonly program: string; readonly version: string };

/** Starts it on a free loopback port. `environment` is all the internet it has; logs go to `folder`. */
export async function startLiteLLM(
  { program, version }: InstalledLiteLLM,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<LiteLLM> {
  const port = await freePort();
  const credentials = environment.GOOGLE_APPLICATION_CREDENTIALS ?? '';
  const config = join(folder, 'litellm.yaml');
  writeFileSync(config, configOf(version));
  const log = openSync(join(folder, 'litellm.log'), 'w');
  const args = ['--config', config, '--host', '127.0.0.1', '--port', String(port)];
  const child = Bun.spawn([program, ...args, '--telemetry', 'False'], {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: '/usr/bin:/bin',
      ...environment,
      LITELLM_MASTER_KEY: masterKey,
      // What it would fetch of itself: models and prices, the map of betas, news.
      LITELLM_OFFLINE_MODE: 'true',
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS: 'True',
      // What its pass-through routes ask the vendors with.
      ANTHROPIC_API_KEY: 'sk-ant-lab',
      DEFAULT_VERTEXAI_PROJECT: 'lab',
      DEFAULT_VERTEXAI_LOCATION: 'us-east5',
      DEFAULT_GOOGLE_APPLICATION_CREDENTIALS: credentials,
    },
    stdin: 'ignore',
    stdout: log,
    stderr: log,
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill();
    await child.exited;
  };
  try {
    await untilAlive(url, child.exited);
    return { url, version: (await versionSaid(url)) ?? version, stop };
  } catch (error) {
    await stop();
    throw new Error(
      `LiteLLM did not start: ${readFileSync(join(folder, 'litellm.log'), 'utf8').slice(-2000)}`,
      {
        cause: error,
      },
    );
  }
}

/** Waits until it serves. */
async function untilAlive(url: string, exited: Promise<number>): Promise<void> {
  const gone = exited.then(code => {
    throw new Error(`it ended with ${code}`);
  });
  const limit = Date.now() + startLimitMs;
  for (;;) {
    try {
      if ((await Promise.race([fetch(`${url}/health/liveliness`), gone])).ok) return;
    } catch (error) {
      if (Date.now() > limit || (error instanceof Error && error.message.startsWith('it ended'))) throw error;
    }
    await Bun.sleep(200);
  }
}

/** Its version, where it tells it to anybody. */
async function versionSaid(url: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/public/model_hub/info`);
  return answer.ok ? ((await answer.json()) as { litellm_version?: string }).litellm_version : undefined;
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
