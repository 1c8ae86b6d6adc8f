import { join } from 'node:path';
import { parseObject } from '../../base/json.ts';
import { homeFolder } from '../../base/paths.ts';
import { readAwsProfiles } from '../../detect/aws.ts';
import { type Here, iniSections, readText, untilde } from '../../detect/files.ts';
import { googleProjects, readGoogle } from '../../detect/google.ts';
import type { AwsRead, GoogleRead, SsoLogin } from '../situation.ts';

/** The AWS profiles, and of those that sign in by SSO the stored login. No token is kept. */
export function readAws(here: Here): AwsRead {
  const named = here.environment.AWS_CONFIG_FILE;
  const config = readText(named ? untilde(named, here) : join(homeFolder(here), '.aws', 'config')) ?? '';
  const sessions = new Map(
    iniSections(config, ['sso_session', 'sso_start_url']).map(({ name, values }) => [
      name.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2'),
      // The name of the session counts, if there is one: its login is stored under that.
      values.get('sso_session') ?? values.get('sso_start_url'),
    ]),
  );
  return {
    profiles: readAwsProfiles(here).map(({ name, region, sso }) => {
      const session = sso ? sessions.get(name) : undefined;
      return { name, region, sso: session === undefined ? null : loginOf(session, here) };
    }),
  };
}

/** AWS tools keep a login in a file that is named by a hash of its session or start URL. */
function loginOf(session: string, here: Here): SsoLogin {
  const file = `${new Bun.CryptoHasher('sha1').update(session).digest('hex')}.json`;
  const cached = parseObject(readText(join(homeFolder(here), '.aws', 'sso', 'cache', file)));
  const renews = typeof cached?.refreshToken === 'string' && cached.refreshToken !== '';
  return {
    session,
    expiresAt: timeOf(cached?.expiresAt),
    renewsUntil: renews ? timeOf(cached?.registrationExpiresAt) : null,
  };
}

/** Older tools write `2026-11-22T10:00:00UTC`. */
function timeOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value.replace(/UTC$/, 'Z'));
  return Number.isNaN(time) ? null : time;
}

/** Whether Google’s files sign in, and the projects they name. No credential is kept. */
export function readGoogleState(here: Here): GoogleRead {
  const files = readGoogle(here);
  return {
    signedIn: typeof parseObject(files.credentials?.text)?.type === 'string',
    projects: googleProjects(files, {}).map(({ id }) => id),
  };
}
