import type { ModelTable } from '../backends/default-models.ts';
import type { Environment } from '../base/io.ts';
import type { StoredCheck } from '../check/stored-check.ts';
import type { SettingsFile } from '../claude/settings-files.ts';
import type { AwsProfile } from '../detect/aws.ts';
import type { Offer } from '../detect/offer.ts';
import type { ShellName } from '../env/shells/index.ts';
import type { Config } from '../profile/config.ts';

/** Everything the screens may know of the world, read by the command before they open and after each change. */
export type Snapshot = {
  readonly config: Config;
  readonly environment: Environment;
  /** Where the home folder is written as `~`. */
  readonly home: string;
  /** The shell whose line `y` copies. */
  readonly shell: ShellName;
  /** What is meant here when no profile is named. */
  readonly meant: string | undefined;
  /** The profiles launched last in this folder, the latest first. */
  readonly lastUsed: readonly string[];
  /** Why the operating system has no keychain here; null where one can be expected. */
  readonly keychainMissing: string | null;
  /** Where cgw keeps credentials in files, for who asks for that. */
  readonly secretsFolder: string;
  /** The accounts of the keychain entries that cgw made for this config. */
  readonly madeEntries: ReadonlySet<string>;
  readonly settingsFiles: readonly SettingsFile[];
  /** What the machine has to start from; looked for only while there is no profile. */
  readonly offers: readonly Offer[];
  /** Of the AWS files: what region Bedrock is asked in hangs on them. */
  readonly awsProfiles: readonly AwsProfile[];
  /** What was measured, by the name of the profile. */
  readonly checks: ReadonlyMap<string, StoredCheck>;
  /** Of Claude Code, e.g. `claude 2.1.330`, or that it is not there. */
  readonly claude: string;
  /** Its version, where it can be told. */
  readonly claudeVersion: string | undefined;
  /** What it asks for where nobody names a model. */
  readonly models: ModelTable;
};
