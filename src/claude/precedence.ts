import type { Environment } from '../base/io.ts';
import { isRefused } from './refused-variables.ts';
import { envEntry, envOf, isProjects, type SettingsFile } from './settings-files.ts';

/** A place that sets a variable, as it counts: settings files by their rank, then the process. */
type Place = SettingsFile['scope'] | 'environment';

/** What one place says about a variable. */
export type VariableSource = {
  readonly place: Place;
  /** The settings file; null for the process environment. */
  readonly path: string | null;
  /** Empty counts as unset for what cgw owns (observed). */
  readonly value: string;
  /** Claude Code does not look at it: see `isRefused`. */
  readonly ignored: boolean;
};

/** Everything that sets one variable, in the order that decides; the first that is not ignored wins. */
export type Precedence = {
  readonly name: string;
  readonly sources: readonly VariableSource[];
  readonly winner: VariableSource | undefined;
};

/**
 * Who sets a variable for Claude Code, and who wins: any `env` entry of a settings file overwrites what the process
 * was given, the highest file first (observed).
 * @param files highest first, as `readSettingsFiles` gives them
 */
export function precedenceOf(
  name: string,
  files: readonly SettingsFile[],
  environment: Environment,
): Precedence {
  const sources: VariableSource[] = [];
  for (const { scope, path, content } of files) {
    const value = envEntry(content, name);
    if (value !== undefined)
      sources.push({ place: scope, path, value, ignored: isRefused(name, isProjects(scope), environment) });
  }
  const exported = environment[name];
  if (exported !== undefined)
    sources.push({ place: 'environment', path: null, value: exported, ignored: false });
  return { name, sources, winner: sources.find(({ ignored }) => !ignored) };
}

/** The environment that Claude Code works with in the end. */
export function effectiveEnvironment(
  files: readonly SettingsFile[],
  environment: Environment,
): Readonly<Record<string, string>> {
  const names = new Set([
    ...Object.keys(environment),
    ...files.flatMap(({ content }) => Object.keys(envOf(content))),
  ]);
  const effective: Record<string, string> = {};
  for (const name of names) {
    const { winner } = precedenceOf(name, files, environment);
    if (winner !== undefined) effective[name] = winner.value;
  }
  return effective;
}
