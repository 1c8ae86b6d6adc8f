import { isSecretValue, openGroupOf, type Profile, profileFields } from '../backends/profile.ts';
import type { Environment, Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { placeholderWord } from '../secrets/reference.ts';
import { readSettingsArgument, sourcesLeft, takeSettingsArgument } from './arguments.ts';
import { precedenceOf } from './precedence.ts';
import { argumentSettings, readSettingsFiles } from './settings-files.ts';

/** The variable that makes Claude Code print every request with its headers to stdout. */
export const logVariable = 'ANTHROPIC_LOG';

/** Headers whose value is left out there, as `***` (observed; `--debug` and its file print no header). */
const leftOut: readonly string[] = ['authorization', 'api-key', 'x-api-key', 'cookie', 'set-cookie'];

/** Whether requests are printed: blanks around the word do not matter, its case does (observed). */
export function printsRequests(value: string | undefined): boolean {
  return value?.trim() === 'debug';
}

/** Whether the value of a header is printed with the requests. */
export function isPrinted(header: string): boolean {
  return !leftOut.includes(header.toLowerCase());
}

/** The headers of a profile that carry a secret, and are printed with the requests. */
export function printedSecrets(profile: Profile): string[] {
  return profileFields(profile).flatMap(({ path, value }) => {
    const open = openGroupOf(path);
    if (open?.group !== 'headers' || !isSecretValue(value) || placeholderWord(value.secret) !== undefined)
      return [];
    return isPrinted(open.key) ? [open.key] : [];
  });
}

/**
 * What a launch would show of the profile’s secrets, for who has asked Claude Code for its debug log.
 * @param environment as Claude Code is given it
 * @param args of Claude Code
 */
export function debugLogWarnings(
  profile: Profile,
  environment: Environment,
  args: readonly string[],
  io: Io,
): string[] {
  const headers = printedSecrets(profile);
  if (headers.length === 0) return [];
  const { settings } = takeSettingsArgument(args);
  const own = settings === undefined ? [] : [argumentSettings(readSettingsArgument(settings, io))];
  const files = [...own, ...readSettingsFiles(io, environment, sourcesLeft(args))];
  const { winner } = precedenceOf(logVariable, files, environment);
  if (!printsRequests(winner?.value)) return [];
  const where = winner?.path ? ` in ${tildePath(winner.path, io)}` : '';
  return [
    `${logVariable}=debug${where} makes Claude Code print ${headers.join(', ')} with the secret; take it away before you show that output to anybody`,
  ];
}
