import { nearNames } from '../../base/near-names.ts';
import { printable } from '../../base/terminal-text.ts';
import { commandKeys, profileOfHelper, startedProgram } from '../../claude/helper-command.ts';
import { helperKeys } from '../../claude/overrides.ts';
import { envOf } from '../../claude/settings-files.ts';
import { isOwned } from '../../env/variables.ts';
import { isTarget } from '../../write/file-change.ts';
import { observed, pathText, placeIn } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';
import { isWritten } from '../overriding-entries.ts';
import { isGone, type SettingsText, type Situation, settingsFilesOf } from '../situation.ts';

/* What stands in settings and does not do what it was written for. */

/** Claude Code asks cgw for the credential of a profile that was renamed or removed: every request would fail. */
export const goneHelper: Detector = situation => {
  return settingsFilesOf(situation).flatMap(file => {
    const name = profileOfHelper(file.content.apiKeyHelper);
    return name === undefined || !isGone(name, situation) ? [] : [goneHelperIn(file, name, situation)];
  });
};

/** Commands of the user’s settings whose program is gone. */
export const gonePrograms: Detector = situation => {
  const { gonePrograms: gone } = situation;
  return settingsFilesOf(situation).flatMap(file =>
    commandKeys.flatMap(key => {
      const program = startedProgram(file.content[key]);
      return program === undefined || !gone.has(program)
        ? []
        : [
            {
              id: 'helper-gone',
              severity: key === 'apiKeyHelper' ? 'error' : 'warning',
              what: `${key} of ${pathText(file.path, situation)} starts ${printable(program)}, which is not there`,
              evidence: [`${placeIn(file, [key], situation)}: ${key}`],
              fix: isWritten({ file, keys: [key] })
                ? 'Write the profile again: the command then names cgw where it is now'
                : 'Name the program by a path that stays when it is updated',
              command:
                isTarget(file.scope) && isWritten({ file, keys: [key] })
                  ? `cgw write ${file.written?.profile} --to ${file.scope}`
                  : null,
              profile: null,
            } as const,
          ];
    }),
  );
};

/** Values that somebody expects a shell to fill in. Passwords may hold a `$`, so a name must be all of it, or in braces. */
const literal = /^\$[A-Z_][A-Z0-9_]*$|\$\{[A-Za-z_]\w*\}/;

/** Claude Code sends what stands in `env` as it stands there. */
export const literalVariables: Detector = situation =>
  situation.settings.files.flatMap(file =>
    Object.entries(envOf(file.content))
      .filter(([name, value]) => isOwned(name) && literal.test(value))
      .map(
        ([name, value]) =>
          ({
            id: 'literal-variable',
            severity: 'error',
            what: `${name} in ${pathText(file.path, situation)} is sent as it stands: settings replace no variables`,
            evidence: [
              `${placeIn(file, ['env', name], situation)}: ${name}=${printable(literal.exec(value)?.[0] ?? '')}`,
              `${observed}: Authorization: Bearer $NAME`,
            ],
            fix: 'Take the line out and export the variable, or let a profile hold it (token=env:NAME)',
            command: null,
            profile: null,
          }) as const,
      ),
  );

function goneHelperIn(file: SettingsText, name: string, situation: Situation): Finding {
  const near = nearNames(name, Object.keys(situation.config.config.profiles));
  const again = `Write a profile that is there${near.length > 0 ? ` (${near.join(' or ')}?)` : ''} with cgw write`;
  return {
    id: 'helper-profile-gone',
    severity: 'error',
    what: `${pathText(file.path, situation)} asks cgw for the credential of ${name}, and there is no such profile`,
    evidence: [`${placeIn(file, helperKeys, situation)}: apiKeyHelper`],
    ...helperRemedyIn(file, again),
    profile: null,
  };
}

function helperRemedyIn(file: SettingsText, again: string): Pick<Finding, 'fix' | 'command' | 'fixes'> {
  if (isTarget(file.scope) && isWritten({ file, keys: helperKeys }))
    return { fix: `${again}, or take back what cgw wrote`, command: `cgw write --undo --to ${file.scope}` };
  if (file.scope === 'user')
    return {
      fix: `${again}, or take the line out: --fix shows it, and asks`,
      command: 'cgw doctor --fix',
      fixes: [{ kind: 'take-out', path: file.path, keys: helperKeys }],
    };
  return { fix: `${again}, or take the line out`, command: null };
}
