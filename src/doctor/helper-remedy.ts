import type { Finding } from './finding.ts';
import type { View } from './views.ts';

/**
 * What to do in a shell that lacks a credential because its profile keeps it out of shells (`secretVia=helper`);
 * undefined for other profiles.
 */
export function helperRemedy({ how, profile }: View): Pick<Finding, 'fix' | 'command'> | undefined {
  if (how !== 'shell' || profile?.plan.byHelper !== true) return undefined;
  return {
    fix: `Start Claude Code by cgw run ${profile.name}, which hands the credential over (secretVia=helper); or write the profile to your settings`,
    command: `cgw write ${profile.name} --to user`,
  };
}
