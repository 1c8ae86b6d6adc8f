import { type HelperCredential, helperSplit, helperSupportOf } from '../backends/api-key-helper.ts';
import type { Profile } from '../backends/profile.ts';
import { programsOf, settingsOf } from '../backends/settings.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Environment } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { helperCommand } from '../claude/helper-command.ts';
import { envOf, type SettingsFile } from '../claude/settings-files.ts';
import { isInherited, type Programs, plainText, type Setting } from '../env/plan.ts';
import { isOwned } from '../env/variables.ts';
import { variableIn } from '../secrets/reference.ts';
import { type CredentialDelivery, unbeatable, variablesToBlank } from './blanked-variables.ts';
import type { SettingsTarget } from './file-change.ts';

/** What a settings file has to say, so that plain Claude Code uses the profile. */
export type SettingsContent = {
  readonly env: ReadonlyMap<string, string>;
  /** The command of `apiKeyHelper`; empty: none, whatever a lower file says. */
  readonly helper: string | undefined;
  /** Programs for a cloud’s credentials, by key. */
  readonly programs: Programs;
  readonly warnings: readonly string[];
};

/** Claude Code’s settings files around one of them: those that beat it, and those that it beats. */
export type OtherSettings = {
  readonly higher: readonly SettingsFile[];
  readonly lower: readonly SettingsFile[];
};

export type SettingsInput = {
  readonly name: string;
  readonly profile: Profile;
  readonly target: SettingsTarget;
  /** The secrets by variable, for who insists on having them in the file. */
  readonly secrets: ReadonlyMap<string, string> | undefined;
  /** How a shell starts cgw. */
  readonly program: string;
  /** The names that the shell exports and that lower files set. */
  readonly around: readonly string[];
  /** Whether a lower file has an `apiKeyHelper`. */
  readonly helperBelow: boolean;
};

/**
 * The content of a settings file for a profile. Pure.
 * @throws UserError (3) when the profile’s credential cannot come to Claude Code without standing in the file.
 */
export function settingsContent(wish: SettingsInput): SettingsContent {
  const { name, profile, secrets, around } = wish;
  const settings = settingsOf(profile);
  const inherited = settings.filter(isInherited).map(setting => setting.name);
  const helped = secrets === undefined ? helpedSetting(wish) : undefined;
  const own = new Map<string, string>();
  for (const setting of settings) {
    const value = plainText(setting) ?? secrets?.get(setting.name);
    if (value !== undefined && setting.path !== 'configDir') own.set(setting.name, value);
  }
  if (helped?.skip !== undefined) own.set(helped.skip, '1');
  const supply: CredentialDelivery =
    helped !== undefined ? 'helper' : bringsKey(wish, settings, own) ? 'file' : 'bare';
  const env = new Map(own);
  for (const diverting of variablesToBlank(profile.backend, supply, around))
    if (!env.has(diverting) && !inherited.includes(diverting)) env.set(diverting, '');
  if (helped !== undefined) requireReadable(name, helped.reference, env);
  return {
    env,
    programs: programsOf(profile) ?? {},
    helper: helped === undefined ? (wish.helperBelow ? '' : undefined) : helperCommand(wish.program, name),
    warnings: [
      ...(helped === undefined ? [] : helperWarnings(wish, helped.reference)),
      ...(typeof profile.configDir === 'string'
        ? [
            `configDir stays out: no settings file can choose it; export CLAUDE_CONFIG_DIR=${profile.configDir}`,
          ]
        : []),
    ],
  };
}

/** @throws UserError (3) */
function helpedSetting(wish: SettingsInput): HelperCredential | undefined {
  const { helped, outside } = helperSplit(wish.profile);
  const [first] = outside;
  if (first !== undefined) throw notCarried(wish, first.path, first.because);
  return helped;
}

function notCarried({ name, target }: SettingsInput, path: string, because: string): UserError {
  const insist = target === 'project' ? '' : ', or --plaintext, which stores it in the file as it is';
  return new UserError(
    exitCode.invalid,
    `${name}: ${path} would have to stand in the file in plain text: ${because}`,
    `cgw run ${name}, or cgw write ${name} --to envrc${insist}`,
  );
}

/** Whether the file itself brings a key or a token, or leaves the shell’s in force. */
function bringsKey(
  { profile }: SettingsInput,
  settings: readonly Setting[],
  own: ReadonlyMap<string, string>,
): boolean {
  return settings.some(
    setting =>
      helperSupportOf(profile.backend, setting.path) !== undefined &&
      setting.name !== 'CLAUDE_CODE_OAUTH_TOKEN' &&
      (isInherited(setting) || (own.get(setting.name) ?? '') !== ''),
  );
}

/**
 * The helper runs with the file’s own `env` in force.
 * @throws UserError (3) when that takes away what the helper reads.
 */
function requireReadable(name: string, text: string, env: ReadonlyMap<string, string>): void {
  const variable = variableIn(text);
  if (variable === undefined || !env.has(variable)) return;
  throw new UserError(
    exitCode.invalid,
    `${name}: its credential is in ${variable}, which the file has to set itself`,
    `keep it in a variable of another name: cgw edit ${name} --secret …=env:NAME`,
  );
}

function helperWarnings({ name, target }: SettingsInput, text: string): string[] {
  const variable = variableIn(text);
  return [
    ...(variable !== undefined
      ? [`the credential is read from ${variable}, so Claude Code has to be started where that is exported`]
      : []),
    ...(target === 'project'
      ? [`whoever works in this project needs cgw and a profile ${name} of their own: the file names yours`]
      : []),
  ];
}

/** What stands against a settings file being all that counts, or beside it. */
export function settingsWarnings(
  { higher, lower }: OtherSettings,
  environment: Environment,
  content: SettingsContent,
): string[] {
  const shown = (file: SettingsFile) => tildePath(file.path, { environment });
  const exported = unbeatable.filter(name => environment[name]);
  return [
    ...higher.flatMap(file => {
      const names = beatingNames(file, content);
      return names.length > 0 ? [`${shown(file)} sets ${names.join(', ')}, which beats this file`] : [];
    }),
    ...lower.flatMap(file => {
      const names = standingNames(file, content);
      return names.length > 0 ? [`${shown(file)} sets ${names.join(', ')}, which counts here too`] : [];
    }),
    ...(exported.length > 0
      ? [
          `this shell exports ${exported.join(', ')}: Claude Code started from it does not follow settings files`,
        ]
      : []),
    ...(content.helper && environment.CGW_CONFIG_DIR
      ? ['the profile is found only where CGW_CONFIG_DIR is exported as it is here']
      : []),
  ];
}

/** What a higher file says otherwise. */
function beatingNames(file: SettingsFile, { env, helper, programs }: SettingsContent): string[] {
  const theirs = file.content.apiKeyHelper;
  const another = typeof theirs === 'string' && theirs !== (helper ?? '');
  const names = Object.entries(envOf(file.content)).filter(([name, value]) =>
    env.has(name) ? env.get(name) !== value : isOwned(name) && value !== '',
  );
  const others = Object.entries(programs).filter(([key, command]) => {
    const program = file.content[key];
    return typeof program === 'string' && program !== command;
  });
  return [...[...names, ...others].map(([name]) => name), ...(another ? ['apiKeyHelper'] : [])];
}

/** What a lower file sets and this one neither sets nor blanks: models and features of another profile. */
function standingNames(file: SettingsFile, { env }: SettingsContent): string[] {
  const names = Object.entries(envOf(file.content)).filter(
    ([name, value]) => isOwned(name) && value !== '' && !env.has(name),
  );
  return names.map(([name]) => name);
}
