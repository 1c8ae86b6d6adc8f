import { isScrambled, looksLikeKey } from '../../base/key-looks.ts';
import { quotedWord } from '../../base/quoting.ts';
import { mask } from '../../base/redaction.ts';
import { excerpt } from '../../base/terminal-text.ts';
import { envOf, type SettingsFile } from '../../claude/settings-files.ts';
import { isSecretValueOf } from '../../env/variables.ts';
import { catalogOf } from '../../profile/config.ts';
import { problemsOf } from '../../profile/rules.ts';
import { describeReference } from '../../secrets/reference.ts';
import { octal, pathText, placeIn } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';
import { referencesOf } from '../read/secrets.ts';
import { type ReferenceState, type SettingsText, type Situation, settingsFilesOf } from '../situation.ts';
import { meantProfile } from '../views.ts';
import { headersIn, isCredentialHeader } from './headers.ts';

/** References of profiles that lead to no credential; none is fetched. */
export const unavailableSecrets: Detector = situation => {
  const meant = meantProfile(situation);
  const { config } = situation.config;
  // Of a catalog the user may use one profile of many.
  const stored = Object.entries(config.profiles)
    .filter(([name]) => name !== meant?.name && catalogOf(config, name) === undefined)
    .filter(([, profile]) => problemsOf(profile).length === 0)
    .map(([name, profile]) => ({ name, profile }));
  return [...(meant === null ? [] : [meant]), ...stored].flatMap(each =>
    referencesOf(each.profile).flatMap(({ path, reference }) => {
      const state = situation.references.get(reference);
      return state === undefined || state.state === 'there'
        ? []
        : [unavailable({ ...each, path, reference, state }, each === meant, situation)];
    }),
  );
};

type Unavailable = {
  readonly name: string;
  readonly path: string;
  readonly reference: string;
  readonly state: Exclude<ReferenceState, { readonly state: 'there' }>;
};

function unavailable(
  { name, path, reference, state }: Unavailable,
  isMeant: boolean,
  situation: Situation,
): Finding {
  const held = `${name}: ${path} is ${describeReference(reference)}`;
  if (state.state === 'missing')
    return {
      id: 'secret-unavailable',
      severity: isMeant ? 'error' : 'note',
      what: `The credential of the profile ${name} is unavailable: ${describeReference(reference)} ${state.reason}`,
      evidence: [held],
      fix: state.remedy,
      command: null,
      profile: name,
    };
  return {
    id: 'secret-file-readable',
    severity: isMeant ? 'error' : 'warning',
    what: `Others may read the credential of the profile ${name}, so cgw refuses it`,
    evidence: [held, `${pathText(state.path, situation)}: mode ${octal(state.mode)}`],
    fix: 'Remove those permissions; if others may have read it, replace the credential',
    command: `chmod 600 ${quotedWord(state.path)}`,
    profile: name,
  };
}

/** Credentials of Claude Code itself. */
export const readableCredentials: Detector = situation =>
  situation.readable
    .filter(({ mode }) => (mode & 0o077) !== 0)
    .map(({ path, mode }) => ({
      id: 'secret-file-readable',
      severity: 'warning',
      what: `Others may read ${pathText(path, situation)}, which holds a login`,
      evidence: [`${pathText(path, situation)}: mode ${octal(mode)}`],
      fix: 'Remove those permissions',
      command: `chmod 600 ${quotedWord(path)}`,
      profile: null,
    }));

/** Credentials that stand in plain text in settings files. */
export const plaintextSecrets: Detector = situation => {
  return settingsFilesOf(situation).flatMap(file => {
    const found = [
      ...Object.entries(envOf(file.content))
        .filter(([name, value]) => isPlainSecret(name, value))
        .map(([name]) => ['env', name]),
      ...(holdsKey(file.content.apiKeyHelper) ? [['apiKeyHelper']] : []),
    ];
    // What an administrator does with his own file is not the user’s to fix.
    return found.length === 0 || file.scope === 'managed' ? [] : [plaintext(file, found, situation)];
  });
};

function plaintext(file: SettingsText, found: readonly (readonly string[])[], situation: Situation): Finding {
  const names = found.map(keys => excerpt(keys.at(-1) ?? ''));
  return {
    id: 'plaintext-secret',
    // The project’s file is the one that is checked in, as a rule.
    severity: file.scope === 'project' ? 'error' : 'warning',
    what: `${pathText(file.path, situation)} holds ${names.length === 1 ? 'a credential' : 'credentials'} in plain text: ${names.join(', ')}`,
    evidence: found.map((keys, index) => `${placeIn(file, keys, situation)}: ${names[index]}=${mask}`),
    fix:
      file.scope === 'project'
        ? 'Take it out, and replace the credential: whoever has the folder has it'
        : 'Keep it in a variable, a private file or a password manager, and let a profile say where',
    command: null,
    profile: null,
  };
}

function isPlainSecret(name: string, value: string): boolean {
  if (isWord(value)) return false;
  if (name === 'ANTHROPIC_CUSTOM_HEADERS') return headersIn(value).some(isCredentialHeader);
  return isSecretValueOf(name, value);
}

/** Words for servers that ignore the credential, switches, paths, and names of other variables. */
function isWord(value: string): boolean {
  return /^([a-z]{0,12}|\d*|true|false|\$\{?\w+\}?|[/~][^:@]*)$/i.test(value) && !looksLikeKey(value);
}

/** `echo sk-…` as a helper. */
function holdsKey(helper: SettingsFile['content'][string]): boolean {
  return (
    typeof helper === 'string' &&
    helper.split(/[\s"'=]+/).some(word => looksLikeKey(word) || (isScrambled(word) && !word.includes('/')))
  );
}
