import type { Environment } from '../base/io.ts';
import { lineIn } from '../base/json-syntax.ts';
import { tildePath } from '../base/paths.ts';
import { excerpt, printable } from '../base/terminal-text.ts';
import { precedenceOf, type VariableSource } from '../claude/precedence.ts';
import { observedClaude } from '../env/observed.ts';
import { shownValue } from '../env/shown-value.ts';
import type { SettingsText } from './situation.ts';
import type { View } from './views.ts';

type Where = { readonly environment: Environment };

/** What was seen with the real program, on a wire or from its mouth. */
export const observed = `observed on Claude Code ${observedClaude.version}`;

export const documented = 'documented on code.claude.com, 2026-08-22';

/** `~/.claude/settings.json:4`. */
export function placeIn(file: SettingsText, keys: readonly string[], where: Where): string {
  const line = lineIn(file.text, keys);
  return `${pathText(file.path, where)}${line === null ? '' : `:${line}`}`;
}

export function pathText(path: string, where: Where): string {
  return printable(tildePath(path, where));
}

/** `~/.claude/settings.json:4: ANTHROPIC_BASE_URL=https://…` for an `env` entry. */
export function entryIn(file: SettingsText, name: string, value: string, where: Where): string {
  return `${placeIn(file, ['env', name], where)}: ${assignment(name, value)}`;
}

/** Permission bits as `chmod` takes them. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

export function assignment(name: string, value: string): string {
  return `${excerpt(name)}=${shownValue(name, value)}`;
}

/** The variable as it counts in a view, with the place that sets it. */
export function inForce(view: View, name: string, where: Where): string {
  const { winner } = precedenceOf(name, view.inForce, view.environment);
  if (winner === undefined) return `${name} is not set`;
  const file = view.files.find(({ path }) => path === winner.path);
  if (file !== undefined) return entryIn(file, name, winner.value, where);
  return `${whoSets(winner, view, name)}: ${assignment(name, winner.value)}`;
}

function whoSets(winner: VariableSource, { how, profile }: View, name: string): string {
  const planned = profile?.plan.changes.some(change => change.name === name && change.action === 'set');
  return how === 'run' && (planned || winner.path !== null) ? `profile ${profile?.name}` : 'exported';
}
