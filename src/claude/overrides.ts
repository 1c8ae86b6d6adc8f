import { isText } from '../base/json.ts';
import type { Plan } from '../env/plan.ts';
import { envOf, type SettingsFile } from './settings-files.ts';

/** A settings file that beats the plan: an `env` entry overwrites what the shell exports. */
export type Override = {
  readonly file: SettingsFile;
  /** A variable, or the key of a helper such as `apiKeyHelper`. */
  readonly name: string;
  /** Whether the value it would beat is a secret. */
  readonly secret: boolean;
};

/** Settings keys whose program adds a credential to every request, whatever the backend. */
export const helperKeys = ['apiKeyHelper'] as const;

/**
 * Where settings files disagree with a plan: they set another value, or set what the plan clears. A variable
 * is reported once, for the highest file that has it.
 */
export function overridesOf(plan: Plan, files: readonly SettingsFile[]): Override[] {
  const found = new Map<string, Override>();
  for (const file of files) {
    const env = envOf(file.content);
    for (const change of plan.changes) {
      const theirs = env[change.name];
      if (theirs === undefined || found.has(change.name)) continue;
      const ours = change.action === 'set' ? change.value : '';
      const secret = change.action === 'set' && change.secret;
      if (theirs !== ours) found.set(change.name, { file, name: change.name, secret });
    }
    for (const [key, command] of Object.entries(plan.programs ?? {}))
      if (isText(file.content[key]) && file.content[key] !== command && !found.has(key))
        found.set(key, { file, name: key, secret: false });
    for (const key of helperKeys)
      if (isText(file.content[key]) && !found.has(key)) found.set(key, { file, name: key, secret: false });
  }
  return [...found.values()];
}
