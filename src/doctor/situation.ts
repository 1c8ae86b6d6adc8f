import type { ModelTable } from '../backends/default-models.ts';
import type { Profile } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import type { StoredCheck } from '../check/stored-check.ts';
import type { AgentModels } from '../claude/agents.ts';
import type { DriftItem } from '../claude/drift.ts';
import type { Logins } from '../claude/logins.ts';
import type { SettingsFile } from '../claude/settings-files.ts';
import type { ShellName } from '../env/shells/index.ts';
import type { Config } from '../profile/config.ts';
import type { FoundPin } from '../profile/pin.ts';
import { isReady, presetOf } from '../profile/presets.ts';
import type { Resolved } from '../profile/resolve.ts';

/** Everything that findings are made of, read once (`read/`): from here on nothing is looked up. */
export type Situation = {
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The shell that calls, for the lines it would evaluate. */
  readonly shell: ShellName;
  readonly config: ConfigRead;
  /** Whether the command line names a profile: then the shell itself is not looked at, unless it is active there. */
  readonly named: boolean;
  readonly meant: MeantProfile | null;
  readonly pin: FoundPin;
  /** As a plain `claude` reads them here. */
  readonly settings: SettingsRead;
  /** The same for the profile that is meant, which may have a settings folder of its own. */
  readonly settingsMeant: SettingsRead;
  /** For a plain `claude` in this shell. */
  readonly logins: Logins;
  /** The programs that `claude` means, the one that starts first. */
  readonly claude: readonly ClaudeProgram[];
  /** What the first of them asks for where nobody names a model. */
  readonly models: ModelTable;
  /** Names in the first of them that this cgw does not know, where it is newer than the one that was observed. */
  readonly unknownNames: readonly DriftItem[];
  /** Folders and files of cgw itself. */
  readonly ownFiles: readonly OwnFile[];
  /** Overlays of launches that have ended long ago. */
  readonly staleOverlays: readonly string[];
  /** Programs of commands in settings files that are not there. */
  readonly gonePrograms: ReadonlySet<string>;
  /** By their paths: what is wrong with files of authorities that variables name. */
  readonly caFaults: ReadonlyMap<string, string>;
  /** By their text: every reference of every profile. */
  readonly references: ReadonlyMap<string, ReferenceState>;
  /** Files of others that hold credentials, and may be read by more than the user. */
  readonly readable: readonly OwnFile[];
  readonly aws: AwsRead;
  readonly google: GoogleRead;
  /** What `cgw check` found out, by the name of the profile. */
  readonly checks: ReadonlyMap<string, StoredCheck>;
  /** LiteLLM as Python packages on this machine. */
  readonly litellm: readonly { readonly version: string; readonly path: string }[];
};

export type ConfigRead = {
  readonly path: string;
  readonly config: Config;
  /** Why it cannot be used, and what to do; then `config` is empty. */
  readonly damage: { readonly what: string; readonly remedy: string } | null;
};

/** The profile that is meant. */
export type MeantProfile = {
  readonly name: string;
  readonly origin: Resolved['origin'];
  /** Null: there is none of that name, or it is invalid. */
  readonly profile: Profile | null;
};

export type SettingsRead = {
  /** Highest first. */
  readonly files: readonly SettingsText[];
  /** Files that Claude Code leaves out as a whole. */
  readonly broken: readonly BrokenSettings[];
  /** Those that they name, with the models that these have. */
  readonly agents: AgentModels;
};

/** A settings file with the text it came from, for line numbers, and what of it is cgw’s own work. */
export type SettingsText = SettingsFile & { readonly text: string; readonly written: Written | null };

export type Written = {
  readonly profile: string;
  /** `apiKeyHelper` and `env.NAME`. */
  readonly entries: readonly string[];
};

export type BrokenSettings = {
  readonly path: string;
  /** `type`: it is JSON, with a key whose value Claude Code does not take. */
  readonly why: 'json' | 'type';
  readonly faults: readonly { readonly line: number | null; readonly reason: string }[];
};

export type ClaudeProgram = { readonly path: string; readonly version: string | null };

/** `mode`: the permission bits; `wanted`: those it should have. */
export type OwnFile = { readonly path: string; readonly mode: number; readonly wanted: number };

export type ReferenceState =
  | { readonly state: 'there' }
  | { readonly state: 'missing'; readonly reason: string; readonly remedy: string }
  /** cgw refuses it. */
  | { readonly state: 'readable'; readonly path: string; readonly mode: number };

export type AwsRead = {
  readonly profiles: readonly {
    readonly name: string;
    readonly region: string | undefined;
    /** Null: it does not sign in by SSO. */
    readonly sso: SsoLogin | null;
  }[];
};

/** The stored login of an SSO session or start URL. */
export type SsoLogin = {
  readonly session: string;
  /** Null: never signed in here. */
  readonly expiresAt: number | null;
  /** Until when it renews itself; null: it does not. */
  readonly renewsUntil: number | null;
};

export type GoogleRead = {
  /** Whether application default credentials were found. */
  readonly signedIn: boolean;
  /** The projects that files name. */
  readonly projects: readonly string[];
};

/** Every settings file that counts, for a plain `claude` here or for the profile that is meant. */
export function settingsFilesOf({ settings, settingsMeant }: Situation): SettingsText[] {
  const files = [...settings.files, ...settingsMeant.files];
  return [...new Map(files.map(file => [file.path, file])).values()];
}

/** Whether a name stands for nothing: no profile of the user, and no preset that works as it is. */
export function isGone(name: string, { config }: Pick<Situation, 'config'>): boolean {
  // Of a config that cannot be read nothing is known.
  if (config.damage !== null || Object.hasOwn(config.config.profiles, name)) return false;
  const preset = presetOf(name);
  return preset === undefined || !isReady(preset);
}
