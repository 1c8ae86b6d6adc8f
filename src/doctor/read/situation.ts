import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../../backends/profile.ts';
import { UserError } from '../../base/errors.ts';
import type { Here, Io } from '../../base/io.ts';
import { isRecord, parseObject } from '../../base/json.ts';
import { claudeFolder, homeFolder } from '../../base/paths.ts';
import { checksFolder, readChecks } from '../../check/check-store.ts';
import { caFault } from '../../check/tls.ts';
import { memoryFiles } from '../../claude/folder-memory.ts';
import { installedModels } from '../../claude/installed-models.ts';
import { readLogins } from '../../claude/logins.ts';
import { overlayFiles, overlayFolder, staleOverlays } from '../../claude/overlay.ts';
import { envOf } from '../../claude/settings-files.ts';
import { readAwsProfiles } from '../../detect/aws.ts';
import { iniSections, readText, untilde } from '../../detect/files.ts';
import { googleProjects, readGoogle } from '../../detect/google.ts';
import { detectShell } from '../../env/shells/detect.ts';
import { cacheFiles } from '../../hook/cache.ts';
import { type Config, emptyConfig } from '../../profile/config.ts';
import { readConfig } from '../../profile/file.ts';
import { configFile, configFolder, stateFolder } from '../../profile/paths.ts';
import { findPin } from '../../profile/pin.ts';
import { nameMeant, noSuchProfile, profileNamed } from '../../profile/resolve.ts';
import {
  type AwsRead,
  type ConfigRead,
  type GoogleRead,
  isGone,
  type MeantProfile,
  type OwnFile,
  type SettingsText,
  type Situation,
  type SsoLogin,
} from '../situation.ts';
import { readClaude, readGonePrograms, readLitellm, readUnknownNames } from './programs.ts';
import { readReferences } from './secrets.ts';
import { readSettings } from './settings.ts';

/** The AWS profiles, and of those that sign in by SSO the stored login. No token is kept. */
function readAws(here: Here): AwsRead {
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
function readGoogleState(here: Here): GoogleRead {
  const files = readGoogle(here);
  return {
    signedIn: typeof parseObject(files.credentials?.text)?.type === 'string',
    projects: googleProjects(files, {}).map(({ id }) => id),
  };
}

/** Folders and files of cgw that are there, with their permissions; none on Windows, which has others. */
function readOwnFiles(io: Io): OwnFile[] {
  if (io.platform === 'win32') return [];
  const state = stateFolder(io);
  const overlays = overlayFiles(io);
  return [
    ...[configFolder(io), state, overlayFolder(io), checksFolder(io)].flatMap(path => fileAt(path, 0o700)),
    ...[configFile(io), `${configFile(io)}.bak`, ...memoryFiles(io), ...cacheFiles(io), ...overlays].flatMap(
      path => fileAt(path, 0o600),
    ),
  ];
}

/** A path with its permission bits and those it should have at most; nothing where there is none. */
function fileAt(path: string, wanted: number): OwnFile[] {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ path, mode: stat.mode & 0o777, wanted }];
  } catch {
    return [];
  }
}

/** The file in which Claude Code keeps a login, with its permissions. */
function readCredentialFiles(io: Io): OwnFile[] {
  if (io.platform === 'win32') return [];
  return fileAt(join(claudeFolder(io.environment, io), '.credentials.json'), 0o600);
}

/**
 * Looks at everything once: small local files and their permissions. Nothing is run, fetched or written.
 * @param argument a profile or `@role`
 * @throws UserError (3) when there is none of that name.
 */
export async function readSituation(argument: string | undefined, io: Io): Promise<Situation> {
  const config = await readConfigOrDamage(io);
  const meant = meantBy(argument, config, io);
  const { environment, platform } = io;
  const settings = readSettings(environment, io);
  const settingsMeant = readSettings(
    { ...environment, CLAUDE_CONFIG_DIR: configDirOf(meant) ?? environment.CLAUDE_CONFIG_DIR },
    io,
  );
  const profiles = [...Object.values(config.config.profiles), meant?.profile ?? null];
  const claude = readClaude(io);
  return {
    environment,
    platform,
    now: Date.now(),
    shell: detectShell(io),
    config,
    named: argument !== undefined,
    meant,
    pin: findPin(io.cwd),
    settings,
    settingsMeant,
    logins: readLogins(io, environment, settings.files),
    claude,
    models: installedModels(io),
    unknownNames: readUnknownNames(claude[0]),
    ownFiles: readOwnFiles(io),
    staleOverlays: staleOverlays(io),
    gonePrograms: readGonePrograms(settings.files, io),
    caFaults: readCaFaults(settings.files, profiles, io),
    references: readReferences(profiles, io),
    readable: readCredentialFiles(io),
    aws: readAws(io),
    google: readGoogleState(io),
    checks: readChecks(config.config.profiles, io),
    litellm: readLitellm(io),
  };
}

/** Files of authorities that the shell, settings or a profile name and Claude Code cannot use. */
function readCaFaults(
  files: readonly SettingsText[],
  profiles: readonly (Profile | null)[],
  { environment }: Io,
): ReadonlyMap<string, string> {
  const sources: readonly object[] = [
    environment,
    ...files.map(({ content }) => envOf(content)),
    ...profiles.flatMap(each => (isRecord(each?.env) ? [each.env] : [])),
  ];
  const paths = sources.flatMap(each => ('NODE_EXTRA_CA_CERTS' in each ? [each.NODE_EXTRA_CA_CERTS] : []));
  return new Map(
    paths.flatMap(path => {
      if (typeof path !== 'string' || path === '') return [];
      const fault = caFault(path);
      return fault === undefined ? [] : [[path, fault] as const];
    }),
  );
}

async function readConfigOrDamage(io: Io): Promise<ConfigRead> {
  const path = configFile(io);
  try {
    return { path, config: await readConfig(io), damage: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { path, config: emptyConfig, damage: { what: error.message, remedy: error.remedy } };
  }
}

function meantBy(argument: string | undefined, config: ConfigRead, io: Io): MeantProfile | null {
  // Who named a profile of a config that cannot be read is told that, not that there is no such profile.
  if (config.damage !== null) return null;
  // Pins that are ignored are findings here.
  const named = nameMeant(argument, config.config, { ...io, err: () => {} });
  if (named === undefined) return null;
  if (argument !== undefined && isGone(named.name, { config }))
    throw presetOrNobody(named.name, config.config);
  return { ...named, profile: profileOrNull(named.name, config.config) };
}

/** A preset that still needs fields says which. */
function presetOrNobody(name: string, config: Config): unknown {
  try {
    profileNamed(name, config);
  } catch (error) {
    return error;
  }
  return noSuchProfile(name, config);
}

/** An invalid profile is a finding, and cannot be looked at any further. */
function profileOrNull(name: string, config: Config): MeantProfile['profile'] {
  try {
    return profileNamed(name, config);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function configDirOf(meant: MeantProfile | null): string | undefined {
  const folder = meant?.profile?.configDir;
  return typeof folder === 'string' ? folder : undefined;
}
