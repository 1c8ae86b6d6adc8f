import { apartFromProject } from '../base/apart.ts';
import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';

/** What `claude auth status` says about itself. */
export type AuthStatus = {
  readonly apiProvider: string | null;
  readonly authMethod: string | null;
  readonly apiKeySource: string | null;
};

/** No answer takes nearly as long. */
const timeLimitMs = 30_000;

/**
 * Asks the real program. It reads no project settings, and with a key it asks Anthropic’s server (observed).
 * @returns undefined when it says nothing that can be read.
 */
export async function authStatus(
  claude: string,
  place: Pick<Io, 'environment' | 'cwd'>,
): Promise<AuthStatus | undefined> {
  const { environment, cwd } = apartFromProject(place);
  // Loaded here: it is large, and this is asked rarely.
  const { execa } = await import('execa');
  const { stdout } = await execa(claude, ['auth', 'status'], {
    env: { ...environment },
    cwd,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: timeLimitMs,
  });
  const parsed = parseObject(stdout);
  if (parsed === undefined) return undefined;
  const text = (key: string) => (typeof parsed[key] === 'string' ? parsed[key] : null);
  return {
    apiProvider: text('apiProvider'),
    authMethod: text('authMethod'),
    apiKeySource: text('apiKeySource'),
  };
}
