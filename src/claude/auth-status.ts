import * as z from 'zod';
import type { Io } from '../base/io.ts';
import { parseJson } from '../base/json.ts';
import { outsideProject } from '../base/outside-project.ts';

/** What is not a text is not told. */
const text = z.string().nullable().catch(null);

/** What `claude auth status` says about itself. */
const authStatusOutput = z.object({ apiProvider: text, authMethod: text, apiKeySource: text }).readonly();

export type AuthStatus = z.infer<typeof authStatusOutput>;

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
  const { environment, cwd } = outsideProject(place);
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
  return authStatusIn(stdout);
}

/** What it printed; undefined when that is not a JSON object. */
export function authStatusIn(stdout: string): AuthStatus | undefined {
  return authStatusOutput.safeParse(parseJson(stdout)).data;
}
