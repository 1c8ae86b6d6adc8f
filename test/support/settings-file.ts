import type { SettingsFile } from '../../src/claude/settings-files.ts';

/** A settings file of a scope, as it is read. */
export function settingsFile(scope: SettingsFile['scope'], content: SettingsFile['content']): SettingsFile {
  return { scope, path: `/${scope}.json`, content };
}

/** One that sets variables, and what it holds beside. */
export function envFile(scope: SettingsFile['scope'], env: object, more: object = {}): SettingsFile {
  return settingsFile(scope, { env, ...more });
}
