import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const home = resolve(import.meta.dir, '../litellm');
const requirements = join(home, 'requirements.txt');
const venv = join(home, '.venv');
const stamp = join(venv, 'installed');

/** The key that opens the lab’s LiteLLM. */
export const masterKey = 'sk-lab-5b1f7c20';

/** How long a start may take; it takes some 8 s on an idle machine. */
const startLimitMs = 120_000;

/** LiteLLM at work. */
export type LiteLLM = {
  readonly url: string;
  /** As it says itself. */
  readonly version: string;
  stop(): Promise<void>;
};

/**
 * Installs LiteLLM into a virtual environment of its own, unless exactly these requirements are there already.
 * Every file must have the hash that stands beside it.
 */
export function installLiteLLM(): void {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  run('python3', '-m', 'venv', venv);
  const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
  run(join(venv, 'bin/pip'), 'install', ...options, '--requirement', requirements);
  writeFileSync(stamp, wanted);
}

/** Starts it on a free loopback port. `environment` is all the internet it has; logs go to `folder`. */
export async function startLiteLLM(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<LiteLLM> {
  const port = await freePort();
  const credentials = environment.GOOGLE_APPLICATION_CREDENTIALS ?? '';
  const log = openSync(join(folder, 'litellm.log'), 'w');
  const args = ['--config', join(home, 'config.yaml'), '--host', '127.0.0.1', '--port', String(port)];
  const child = Bun.spawn([join(venv, 'bin/litellm'), ...args, '--telemetry', 'False'], {
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
    return { url, version: await version(url, child.exited), stop };
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

/** Waits until it serves, and asks for its version where anybody may. */
async function version(url: string, exited: Promise<number>): Promise<string> {
  const gone = exited.then(code => {
    throw new Error(`it ended with ${code}`);
  });
  const limit = Date.now() + startLimitMs;
  for (;;) {
    try {
      const answer = await Promise.race([fetch(`${url}/public/model_hub/info`), gone]);
      const { litellm_version: found } = (await answer.json()) as { litellm_version?: string };
      if (found !== undefined) return found;
    } catch (error) {
      if (Date.now() > limit || (error instanceof Error && error.message.startsWith('it ended'))) throw error;
    }
    await Bun.sleep(200);
  }
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
