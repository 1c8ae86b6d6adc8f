import { backends, fieldOf } from '../backends/index.ts';
import { isSecretValue, openGroupOf, type Profile, profileFields } from '../backends/profile.ts';
import { shownPath } from '../base/masking.ts';
import { safeLine } from '../base/terminal-text.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { isOwned } from '../env/variables.ts';
import { adviceOn, remediesOf } from '../profile/advice.ts';
import type { Config } from '../profile/config.ts';
import { disguiseOf, lookAlikeOf } from '../profile/confusables.ts';
import {
  accountFor,
  type CredentialReference,
  credentialReferences,
  usersOf,
} from '../profile/keychain-entries.ts';
import { isReady, presetNames, presetOf } from '../profile/presets.ts';
import { type ImportedProfile, secretMarker } from './imported.ts';

/** What an imported profile could do to whoever uses it unseen, in words; the field is named, nothing is fetched. */
export type Risk = { readonly path: string; readonly what: string };

/** What is here already and could be handed over. */
export type LocalState = {
  readonly config: Config;
  /** The keychain entries that are there, or may be: of the accounts in `ownAccounts`. */
  readonly entries: ReadonlySet<string>;
};

/**
 * What the user must agree to before a profile that somebody else wrote may be theirs: it runs a program, it hands
 * what is on this machine to an address of its own, it makes Claude Code read other settings, or it takes the place
 * of a preset. The address itself is shown for every profile.
 */
export function risksOf(name: string, profile: Profile, here: LocalState): Risk[] {
  const own = Object.keys(here.config.profiles);
  const preset = presetOf(name);
  const replaces = preset !== undefined && isReady(preset) && !own.includes(name);
  const twin = lookAlikeOf(name, [...own, ...presetNames]) ?? disguiseOf(name);
  return [
    ...(twin === undefined
      ? []
      : [{ path: '', what: `its name looks like ${safeLine(twin)}, but its letters are different ones` }]),
    ...(replaces
      ? [{ path: '', what: `takes the place of the preset ${name}, which works under that name` }]
      : []),
    ...profileFields(profile).flatMap(({ path, value }) =>
      settingRisks(profile.backend, path, value).map(what => ({ path, what })),
    ),
    ...signInRisks(profile).map(what => ({ path: '', what })),
    ...credentialReferences(profile).flatMap(each =>
      placementRisks(name, profile, each, here).map(what => ({ path: each.path, what })),
    ),
  ];
}

/** What a field runs, reads or sets besides the requests themselves, in words. */
export function settingRisks(backend: BackendId, path: string, value: unknown): string[] {
  const field = fieldOf(backend, path);
  if (field?.kind === 'text' && field.setting !== undefined)
    return [`has Claude Code run ${safeLine(JSON.stringify(value))}`];
  if (path === 'configDir')
    return [`makes Claude Code take settings, hooks and login from ${safeLine(String(value))}`];
  return openGroupOf(path)?.group === 'env' ? variableRisks(path, value) : [];
}

function placementRisks(
  name: string,
  profile: Profile,
  placement: CredentialReference,
  here: LocalState,
): string[] {
  const { text, reference } = placement;
  if (reference.kind === 'cmd') return [`runs ${safeLine(JSON.stringify(reference.argv))}`];
  const address = addressOf(profile);
  return address !== undefined && isHeldHere(name, placement, here)
    ? [`sends ${safeLine(text)} from this machine to ${address}`]
    : [];
}

/**
 * What Claude Code signs in with where a profile gives no credential of its own: it goes to the address of the
 * profile, whoever’s that is.
 */
const signIns: { readonly [Id in BackendId]: string | undefined } = {
  anthropic: undefined,
  bedrock: 'the AWS sign-in',
  mantle: 'the AWS sign-in',
  'anthropic-aws': 'the AWS sign-in',
  'anthropic-gcp': 'the Google Cloud sign-in',
  vertex: 'the Google Cloud sign-in',
  foundry: 'the Azure sign-in',
  gateway: 'the stored Claude login',
  'gateway-bedrock': undefined,
  'gateway-vertex': undefined,
};

function signInRisks(profile: Profile): string[] {
  const address = addressOf(profile);
  const signIn = signIns[profile.backend];
  const given = credentialReferences(profile).some(
    ({ path }) => fieldOf(profile.backend, path) !== undefined,
  );
  return address === undefined || signIn === undefined || given
    ? []
    : [`sends ${signIn} from this machine to ${address}`];
}

/** Any variable can be one that makes a program run another; of those that cgw owns a word or a number does not. */
function variableRisks(path: string, value: unknown): string[] {
  const name = path.slice('env.'.length);
  if (isSecretValue(value)) return isOwned(name) ? [] : [`sets ${safeLine(name)}`];
  if (isOwned(name) && /^(\d{1,9}|[a-z]{1,8})$/i.test(String(value))) return [];
  return [`sets ${safeLine(name)} to ${safeLine(JSON.stringify(value))}`];
}

/** Where requests go, when the profile itself says so; else it is a cloud’s own address. */
export function addressOf(profile: Profile): string | undefined {
  const { baseUrl, resource } = profile;
  // Written as a browser would send it: letters that look like others show.
  if (typeof baseUrl === 'string') return safeLine(URL.canParse(baseUrl) ? new URL(baseUrl).href : baseUrl);
  return typeof resource === 'string' ? `the Azure resource ${safeLine(resource)}` : undefined;
}

/**
 * The accounts of keychain entries that an import may expect to make itself. Whether they are there already is for the
 * caller to find out; what goes by any other name is somebody else’s in any case.
 */
export function accountsToMake(name: string, profile: Profile): string[] {
  return credentialReferences(profile).flatMap(({ path, reference }) =>
    reference.kind === 'keychain' && reference.account === accountFor(name, path) ? [reference.account] : [],
  );
}

/** Whether there may be something here under that reference, which was not made for this profile. */
function isHeldHere(
  name: string,
  { path, text, reference }: CredentialReference,
  { config, entries }: LocalState,
): boolean {
  switch (reference.kind) {
    case 'env':
      // What is not exported in this shell may be in the one that uses the profile.
      return text !== secretMarker;
    case 'file':
      return true;
    case 'keychain':
      return (
        reference.account !== accountFor(name, path) ||
        entries.has(reference.account) ||
        usersOf(config, reference.account).length > 0
      );
    case 'cmd':
    case 'placeholder':
      return false;
  }
}

/** What a profile brings, for people: every field, what to mind, with `!` what needs consent, with `~` what is odd. */
export function summaryOf(
  { name, profile, secrets, notes, fromPreset }: ImportedProfile,
  risks: readonly Risk[],
): string {
  const plain = secrets.map(({ path }) => path);
  const fields = profileFields(profile).map(({ path, value }) => {
    const said = plain.includes(path)
      ? 'in plain text in the file'
      : path === 'baseUrl'
        ? (addressOf(profile) ?? '')
        : fieldText(value);
    const added =
      fromPreset?.fields.includes(path) === true ? `  (from the preset ${fromPreset.preset})` : '';
    return `    ${shownPath(path)}: ${said}${added}`;
  });
  const lines = [
    `${name}: ${backends[profile.backend].title}`,
    ...fields,
    ...notes.map(note => `    (${safeLine(note)})`),
    ...risks.map(risk => `  ! ${riskText(risk)}`),
    ...adviceOn(name, profile).flatMap(advice => [
      `  ~ ${safeLine(advice.what)}`,
      ...remediesOf(advice).map(each => `      ${safeLine(each)}`),
    ]),
  ];
  return lines.map(line => `${line}\n`).join('');
}

/** What needs consent, with the field that it is about. */
export function riskText({ path, what }: Risk): string {
  return path === '' ? what : `${shownPath(path)} ${what}`;
}

/** The value of a field, for people. */
export function fieldText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isSecretValue(value))
    return safeLine(value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`);
  return safeLine(String(value));
}
