import { observed, pathText } from '../evidence.ts';
import type { Look } from '../finding.ts';

/** Settings files that Claude Code leaves out as a whole. */
export const brokenSettings: Look = situation => {
  const broken = new Map(
    [...situation.settings.broken, ...situation.settingsMeant.broken].map(file => [file.path, file]),
  );
  return [...broken.values()].map(({ path, line, reason }) => ({
    id: 'settings-not-json',
    severity: 'error',
    what: `${pathText(path, situation)} is not used at all, because it is no JSON object`,
    evidence: [
      `${pathText(path, situation)}${line === null ? '' : `:${line}`}: ${reason}`,
      `${observed}: its permission rules and hooks are not in force either; comments and trailing commas are not JSON`,
    ],
    fix: 'Mend the file by hand',
    command: null,
    profile: null,
  }));
};
