import { join } from 'node:path';
import { parseObject } from '../base/json.ts';
import { homeFolder, tildePath } from '../base/paths.ts';
import { envOf } from '../claude/settings-files.ts';
import { helperReference } from './api-key-helper.ts';
import type { Helper } from './draft.ts';
import { type Here, readText } from './read.ts';
/** What the user’s settings of Claude Code say about where requests go. */
export type UserSettings = {
  readonly env: Readonly<Record<string, string>>;
  readonly helper: Helper | undefined;
  readonly where: string;
};

export function readUserSettings(here: Here): UserSettings | undefined {
  const home = homeFolder(here);
  const path = join(here.environment.CLAUDE_CONFIG_DIR ?? join(home, '.claude'), 'settings.json');
  const content = parseObject(readText(path));
  if (content === undefined) return undefined;
  const where = tildePath(path, here);
  const { apiKeyHelper } = content;
  return {
    env: envOf(content),
    helper:
      typeof apiKeyHelper === 'string' && apiKeyHelper.trim() !== ''
        ? { reference: helperReference(apiKeyHelper, home), where }
        : undefined,
    where,
  };
}
