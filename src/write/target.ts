/** Where a plan can be written. */
export const targets = ['user', 'project', 'local', 'envrc', 'dotenv'] as const;
export type Target = (typeof targets)[number];

/** The settings files of Claude Code among them. */
export type SettingsTarget = Extract<Target, 'user' | 'project' | 'local'>;

export function isTarget(text: string): text is Target {
  return (targets as readonly string[]).includes(text);
}

export function isSettings(target: Target): target is SettingsTarget {
  return target === 'user' || target === 'project' || target === 'local';
}
