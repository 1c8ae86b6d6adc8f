import { isScrambled, looksLikeKey } from '../../base/key-looks.ts';
import { mask } from '../../base/masking.ts';
import { excerpt } from '../../base/terminal-text.ts';
import { envOf, type SettingsFile } from '../../claude/settings-files.ts';
import { isSecretValueOf } from '../../env/variables.ts';
import { pathText, placeIn } from '../evidence.ts';
import type { Finding, Look } from '../finding.ts';
import { headersIn, isCredentialHeader } from '../headers.ts';
import type { SettingsText, Situation } from '../situation.ts';

/** Credentials that stand in plain text in settings files. */
export const plaintextSecrets: Look = situation => {
  const files = new Map(
    [...situation.settings.files, ...situation.settingsMeant.files].map(file => [file.path, file]),
  );
  return [...files.values()].flatMap(file => {
    const found = [
      ...Object.entries(envOf(file.content))
        .filter(([name, value]) => isPlainSecret(name, value))
        .map(([name]) => ['env', name]),
      ...(holdsKey(file.content.apiKeyHelper) ? [['apiKeyHelper']] : []),
    ];
    // What an administrator does with his own file is not the user’s to mend.
    return found.length === 0 || file.scope === 'managed' ? [] : [finding(file, found, situation)];
  });
};

function finding(file: SettingsText, found: readonly (readonly string[])[], situation: Situation): Finding {
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
