import { credentialPrograms } from '../../backends/backend.ts';
import { isRecord } from '../../base/json.ts';
import { envOf } from '../../claude/settings-files.ts';
import { helperReference } from '../../detect/helper-command.ts';
import { textValues, type VariableSet } from '../from-variables.ts';

/** Whether a JSON object is a settings file of Claude Code with something for a profile in it. */
export function isSettings(raw: Readonly<Record<string, unknown>>): boolean {
  return isRecord(raw.env) || typeof raw.apiKeyHelper === 'string';
}

/**
 * The `env` block, the `apiKeyHelper` and the programs for a cloud’s credentials of settings.
 * @param called what the file that holds the settings calls them
 * @param home what `~/` means in the helper
 */
export function settingsVariables(
  raw: Readonly<Record<string, unknown>>,
  called: string | undefined,
  { where, home }: { readonly where: string; readonly home: string },
): VariableSet {
  const helper = typeof raw.apiKeyHelper === 'string' ? raw.apiKeyHelper.trim() : '';
  return {
    called,
    values: textValues({ ...envOf(raw), ...programsIn(raw) }),
    helper: helper === '' ? undefined : { reference: helperReference(helper, home), where },
    where,
  };
}

/** They stand beside the variables, as what sets a field. */
function programsIn(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    credentialPrograms.flatMap(key => {
      const command = raw[key];
      return typeof command === 'string' && command !== '' ? [[key, command]] : [];
    }),
  );
}
