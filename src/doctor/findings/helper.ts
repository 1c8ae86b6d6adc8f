import { profileOfHelper } from '../../claude/helper-command.ts';
import { nearNames } from '../../profile/suggest.ts';
import { isTarget } from '../../write/target.ts';
import { isWritten } from '../beaten.ts';
import { pathText, placeIn } from '../evidence.ts';
import type { Finding, Look } from '../finding.ts';
import { isGone } from '../gone.ts';
import type { SettingsText, Situation } from '../situation.ts';

const keys = ['apiKeyHelper'] as const;

/** Claude Code asks cgw for the credential of a profile that was renamed or removed: every request would fail. */
export const goneHelper: Look = situation => {
  const { settings, settingsMeant } = situation;
  const files = new Map([...settings.files, ...settingsMeant.files].map(file => [file.path, file]));
  return [...files.values()].flatMap(file => {
    const name = profileOfHelper(file.content.apiKeyHelper);
    return name === undefined || !isGone(name, situation) ? [] : [finding(file, name, situation)];
  });
};

function finding(file: SettingsText, name: string, situation: Situation): Finding {
  const near = nearNames(name, Object.keys(situation.config.config.profiles));
  const again = `Write a profile that is there${near.length > 0 ? ` (${near.join(' or ')}?)` : ''} with cgw write`;
  return {
    id: 'helper-profile-gone',
    severity: 'error',
    what: `${pathText(file.path, situation)} asks cgw for the credential of ${name}, and there is no such profile`,
    evidence: [`${placeIn(file, keys, situation)}: apiKeyHelper`],
    ...remedy(file, again),
    profile: null,
  };
}

function remedy(file: SettingsText, again: string): Pick<Finding, 'fix' | 'command' | 'mends'> {
  if (isTarget(file.scope) && isWritten({ file, keys }))
    return { fix: `${again}, or take back what cgw wrote`, command: `cgw write --undo --to ${file.scope}` };
  if (file.scope === 'user')
    return {
      fix: `${again}, or take the line out: --fix shows it, and asks`,
      command: 'cgw doctor --fix',
      mends: [{ mend: 'take-out', path: file.path, keys }],
    };
  return { fix: `${again}, or take the line out`, command: null };
}
