import type { Environment } from '../../base/io.ts';
import type { SettingsFile } from '../../claude/settings-files.ts';
import { toggleWords } from '../../profile/assignments.ts';

/** Whether plain lines are wanted instead of screens: for a screen reader, or for a terminal that cannot draw. */
export function plainWanted(environment: Environment, settingsFiles: readonly SettingsFile[]): boolean {
  const { CLAUDE_AX_SCREEN_READER: variable, INK_SCREEN_READER, TERM } = environment;
  return (
    (wordMeant(variable) ?? saidInSettings(settingsFiles)) ||
    INK_SCREEN_READER === 'true' ||
    TERM === '' ||
    TERM === 'dumb'
  );
}

function wordMeant(variable: string | undefined): boolean | undefined {
  const word = variable?.trim().toLowerCase() ?? '';
  return Object.hasOwn(toggleWords, word) ? toggleWords[word] : undefined;
}

/** Only the user’s own and the administrator’s files count (observed); the highest comes first. */
function saidInSettings(files: readonly SettingsFile[]): boolean {
  const said = files
    .filter(({ scope }) => scope === 'user' || scope === 'managed')
    .map(({ content }) => content.axScreenReader)
    .find(value => typeof value === 'boolean');
  return said === true;
}
