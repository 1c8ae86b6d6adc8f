import { tildePath } from '../base/paths.ts';
import { envOf, type SettingsFile } from '../claude/settings-files.ts';
import { isOwned } from '../env/variables.ts';
import { unbeatable } from './diverting.ts';
import type { SettingsContent } from './settings-content.ts';
import type { WriteRequest } from './write-request.ts';

/** What stands against a settings file being all that counts, or beside it. */
export function settingsWarnings(request: WriteRequest, content: SettingsContent): string[] {
  const { environment, higher, lower } = request;
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
function beatingNames(file: SettingsFile, { env, helper }: SettingsContent): string[] {
  const theirs = file.content.apiKeyHelper;
  const another = typeof theirs === 'string' && theirs !== (helper ?? '');
  const names = Object.entries(envOf(file.content)).filter(([name, value]) =>
    env.has(name) ? env.get(name) !== value : isOwned(name) && value !== '',
  );
  return [...names.map(([name]) => name), ...(another ? ['apiKeyHelper'] : [])];
}

/** What a lower file sets and this one neither sets nor blanks: models and features of another profile. */
function standingNames(file: SettingsFile, { env }: SettingsContent): string[] {
  const names = Object.entries(envOf(file.content)).filter(
    ([name, value]) => isOwned(name) && value !== '' && !env.has(name),
  );
  return names.map(([name]) => name);
}
