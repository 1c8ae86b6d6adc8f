import { until } from '../support/until.ts';
import { cgw } from './programs.ts';
import type { Recorder } from './recorder/types.ts';
import { onboard, onTerminal, say, sessionOn } from './session.ts';
import type { World } from './world.ts';

/** The credential that is meant. */
export const key = 'good-key-5b1f7c20aaaaaaaaaaaaaaaaaaaaaaaa';

const storedKey = { primaryApiKey: 'sk-ant-api03-hostile-stored-key-aaaaaaaaaaaaaaaa' };
const rejectedKey = { customApiKeyResponses: { approved: [], rejected: [key.slice(-20)] } };
const acceptedKey = { customApiKeyResponses: { approved: [key.slice(-20)], rejected: [] } };
const claudeAi = {
  claudeAiOauth: {
    accessToken: 'sk-ant-oat01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
    refreshToken: 'sk-ant-ort01-hostile-login-aaaaaaaaaaaaaaaaaaaa',
    expiresAt: 4102444800000,
    scopes: ['user:inference', 'user:profile'],
    subscriptionType: 'max',
  },
};

/** What a machine keeps of sign-ins. */
export type Login = { readonly config: object; readonly claudeAi: boolean };

export const logins = {
  'no login': { config: {}, claudeAi: false },
  'a key of /login': { config: storedKey, claudeAi: false },
  'a claude.ai login': { config: acceptedKey, claudeAi: true },
  both: { config: { ...storedKey, ...acceptedKey }, claudeAi: true },
  'both, and the key was rejected': { config: { ...storedKey, ...rejectedKey }, claudeAi: true },
} as const satisfies Record<string, Login>;

/** Stores a login on this machine; in a session Claude Code asks neither for a theme nor for trust. */
export function storeLogin(world: World, login: Login): void {
  onboard(world, login.config);
  if (login.claudeAi) world.write('home/.claude/.credentials.json', JSON.stringify(claudeAi));
}

/** A session in which words are typed; done when the server was asked, or nobody is logged in. */
export async function talk(
  world: World,
  [program = cgw, ...args]: readonly string[],
  environment: Readonly<Record<string, string>>,
  recorder: Recorder,
): Promise<void> {
  await using terminal = onTerminal(world, args, environment, { program });
  await terminal.waitFor(/Detected a custom API key|Claude Code v?2/, { timeout: 60_000 });
  if (terminal.text().includes('Detected a custom API key')) {
    // No is the default.
    await terminal.press('enter');
  }
  await sessionOn(terminal);
  await say(terminal, 'typed words');
  const asked = () => recorder.modelRequests().some(({ body }) => body.includes('typed words'));
  await until(
    'the server is asked, or it is said that nobody is logged in',
    () => asked() || /Not logged in/.test(terminal.text()),
  );
}
