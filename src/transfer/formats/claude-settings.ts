import { credentialPrograms } from '../../backends/backend.ts';
import { isRecord } from '../../base/json.ts';
import { envOf } from '../../claude/settings-files.ts';
import { helperReference } from '../../detect/helper-command.ts';
import { textValues, type VariableSet } from '../from-variables.ts';
import type { JsonObject, Origin, ToolFormat } from './format.ts';

/** A settings file of Claude Code with something for a profile in it; those of ccs and claudectx are such files, too. */
export const claudeSettings: ToolFormat = {
  tool: 'Claude Code',
  files: ['~/.claude/settings.json', '~/.claude/settings.local.json'],
  version: '2.1.332',
  read: (raw, origin) =>
    isRecord(raw.env) || typeof raw.apiKeyHelper === 'string'
      ? [settingsVariables(raw, calledAs(origin), origin)]
      : undefined,
};

/** The name that a file or its folder has, where a program keeps one profile in each. */
function calledAs({ where }: Origin): string | undefined {
  const path = where.replaceAll('\\', '/');
  return (
    /(?:^|\/)([^/]+)\.settings\.json$/.exec(path)?.[1] ??
    /\/profiles\/([^/]+)\/settings\.json$/.exec(path)?.[1]
  );
}

/**
 * The `env` block, the `apiKeyHelper`, the model and the programs for a cloud’s credentials of settings.
 * @param called what the file that holds the settings calls them
 */
export function settingsVariables(
  raw: JsonObject,
  called: string | undefined,
  { where, home }: Origin,
): VariableSet {
  const helper = typeof raw.apiKeyHelper === 'string' ? raw.apiKeyHelper.trim() : '';
  return {
    called,
    values: textValues({ ...modelIn(raw), ...envOf(raw), ...programsIn(raw) }),
    helper: helper === '' ? undefined : { reference: helperReference(helper, home), where },
    where,
  };
}

/** Settings over others: each key and each variable of theirs wins. */
export function settingsOver(upper: JsonObject, lower: JsonObject): JsonObject {
  return { ...lower, ...upper, env: { ...envOf(lower), ...envOf(upper) } };
}

/** A variable for the model beats the setting. */
function modelIn({ model }: JsonObject): Record<string, string> {
  return typeof model === 'string' ? { ANTHROPIC_MODEL: model } : {};
}

/** They stand beside the variables, as what sets a field. */
function programsIn(raw: JsonObject): Record<string, string> {
  return Object.fromEntries(
    credentialPrograms.flatMap(key => {
      const command = raw[key];
      return typeof command === 'string' && command !== '' ? [[key, command]] : [];
    }),
  );
}
