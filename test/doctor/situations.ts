import { modelTableOf } from '../../src/backends/default-models.ts';
import type { Profile } from '../../src/backends/profile.ts';
import type { SettingsFile } from '../../src/claude/settings-files.ts';
import type { SettingsText, Situation } from '../../src/doctor/situation.ts';
import type { Config } from '../../src/profile/config.ts';

/** Stands wherever a secret may stand: no finding may repeat it. */
export const canary = 'sk-canary-7f3a9c1b2d';

export const home = '/home/me';

/** A machine on which all is well: a recent `claude`, nothing exported, no settings, no profile. */
const healthy: Situation = {
  environment: { HOME: home, PATH: '/usr/bin' },
  platform: 'linux',
  now: Date.parse('2026-11-22T12:00:00Z'),
  shell: 'bash',
  config: {
    path: `${home}/.config/cgw/config.json`,
    config: { version: 1, roles: {}, profiles: {} },
    damage: null,
  },
  named: false,
  meant: null,
  pin: { pin: undefined, ignored: [] },
  settings: { files: [], broken: [], agents: new Map() },
  settingsMeant: { files: [], broken: [], agents: new Map() },
  logins: { key: false, claudeAi: null, rejected: [], approved: [] },
  claude: [{ path: '/usr/bin/claude', version: '2.1.332' }],
  models: modelTableOf('2.1.332'),
  unknownNames: [],
  ownFiles: [],
  staleOverlays: [],
  gonePrograms: new Set(),
  caFaults: new Map(),
  references: new Map(),
  readable: [],
  aws: { profiles: [] },
  google: { signedIn: false, projects: [] },
  checks: new Map(),
  litellm: [],
};

type Changes = Partial<Omit<Situation, 'environment' | 'config' | 'settings'>> & {
  /** What the shell exports beside HOME and PATH. */
  readonly exported?: { readonly [name: string]: string };
  readonly settings?: readonly SettingsText[];
  readonly config?: Partial<Config>;
};

export function situation({ exported, settings, config, ...more }: Changes = {}): Situation {
  const read = { files: settings ?? [], broken: [], agents: new Map() };
  return {
    ...healthy,
    settings: read,
    settingsMeant: read,
    ...more,
    environment: { ...healthy.environment, ...exported },
    config: { ...healthy.config, config: { ...healthy.config.config, ...config } },
  };
}

/** The profile is the default one: `cgw run` takes it, and this shell was not switched. */
export function meant(name: string, profile: Profile, changes: Changes = {}): Situation {
  return situation({
    meant: { name, origin: 'default', profile },
    ...changes,
    config: { default: name, profiles: { [name]: profile }, ...changes.config },
  });
}

/** This shell was switched to the profile; `exported` is what it holds of it. */
export function active(name: string, profile: Profile, changes: Changes = {}): Situation {
  return situation({
    meant: { name, origin: 'CGW_PROFILE', profile },
    ...changes,
    exported: { CGW_PROFILE: name, ...changes.exported },
    config: { profiles: { [name]: profile }, ...changes.config },
  });
}

const paths: { readonly [Scope in SettingsFile['scope']]: string } = {
  managed: '/etc/claude-code/managed-settings.json',
  argument: '--settings',
  local: '/work/.claude/settings.local.json',
  project: '/work/.claude/settings.json',
  user: `${home}/.claude/settings.json`,
  global: `${home}/.claude.json`,
};

/** A settings file as people write it: `"env"` stands in line 2, its first entry in line 3. */
export function settings(
  scope: SettingsFile['scope'],
  content: object,
  written: SettingsText['written'] = null,
): SettingsText {
  return {
    scope,
    path: paths[scope],
    content: { ...content },
    text: JSON.stringify(content, undefined, 2),
    written,
  };
}

export function env(
  scope: SettingsFile['scope'],
  variables: { readonly [name: string]: string },
): SettingsText {
  return settings(scope, { env: variables });
}
