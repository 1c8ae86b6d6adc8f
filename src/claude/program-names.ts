import type { ModelTable } from '../backends/default-models.ts';
import type { ProviderId } from '../backends/providers.ts';
import type { Retirements } from '../backends/retirements.ts';
import { readModelTable, spelled } from './installed-models.ts';
import { around, everyMatch } from './program-text.ts';

/** The names that a program of Claude Code holds of what it reads, sends and asks for. */
export type ProgramNames = {
  readonly version: string;
  readonly variables: readonly string[];
  readonly betas: readonly string[];
  readonly settingsKeys: readonly string[];
  /** As its table of models spells them. */
  readonly providers: readonly string[];
  readonly models: ModelTable;
  readonly retirements: Retirements;
};

/** Reads them, which takes a second or two. Undefined: the program holds some of them in another way (seen: 2.1.330 to 2.1.332). */
export function readProgramNames(program: string, version: string): ProgramNames | undefined {
  const variables = declaredVariables(program);
  const settingsKeys = declaredSettings(program);
  const models = readModelTable(program, version);
  const retirements = readRetirements(program);
  if (
    variables === undefined ||
    settingsKeys === undefined ||
    models === undefined ||
    retirements === undefined
  )
    return undefined;
  return {
    version,
    variables: [...variables.keys()],
    betas: [...everyMatch(program, /"([a-z][a-z0-9-]*-20\d\d-[01]\d-[0-3]\d)"/g)].sort(),
    settingsKeys,
    providers: readProviders(program),
    models,
    retirements,
  };
}

/** The variables that a program declares, with the type that it gives them: a list of pairs, a name and what reads it. */
export function declaredVariables(program: string): ReadonlyMap<string, string> | undefined {
  const found = around(program, 'CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST:()=>');
  if (found === undefined) return undefined;
  // Modules are set apart by a line that names their version.
  const begin = found.before.lastIndexOf('// Version: ');
  const end = found.after.indexOf('// Version: ');
  if (begin < 0 || end < 0) return undefined;
  const module = found.before.slice(begin) + found.after.slice(0, end);
  const types = new Map(
    [...module.matchAll(/([\w$]+)=\w\.(\w+)\([^()]*\)/g)].map(([, id = '', type = '']) => [id, type]),
  );
  const pairs = [...module.matchAll(/[{,]([A-Za-z_][A-Za-z0-9_]*):\(\)=>([\w$]+)/g)];
  return new Map(pairs.map(([, name = '', id = '']) => [name, types.get(id) ?? 'unknown']));
}

/** The keys at the top of the program’s schema of a settings file: each is a function that makes the type. */
export function declaredSettings(program: string): readonly string[] | undefined {
  const found = around(program, 'apiKeyHelper:()=>');
  const begin = found?.before.lastIndexOf('{$schema:()=>') ?? -1;
  if (found === undefined || begin < 0) return undefined;
  const text = found.before.slice(begin) + found.after;
  const keys: string[] = [];
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if ('"\'`'.includes(char)) quote = char;
    else if ('({['.includes(char)) depth++;
    else if (')}]'.includes(char)) depth--;
    if (depth === 0) return keys;
    const [, key] = depth === 1 ? (/^[{,]([$\w]+):\(\)=>/.exec(text.slice(at, at + 80)) ?? []) : [];
    if (key !== undefined && quote === '') keys.push(key);
  }
  return undefined;
}

/** For whom its table of models has names. */
function readProviders(program: string): string[] {
  const before = around(program, 'aliases:{opus:{')?.before ?? '';
  const tables = [...before.matchAll(/provider_ids:{([^}]*)}/g)].flatMap(([, table = '']) => [
    ...table.matchAll(/(\w+):"/g),
  ]);
  return [...new Set(tables.map(([, name = '']) => name))].sort();
}

/** The days on which models retire, as the program itself warns of them. */
function readRetirements(program: string): Retirements | undefined {
  const found = around(program, 'retirementDates:{firstParty:');
  if (found === undefined) return undefined;
  const text = found.before.slice(-200) + found.after.slice(0, 20_000);
  const rows = [...text.matchAll(/"(claude-[\w-]+)":{modelName:"[^"]*",retirementDates:{([^}]*)}/g)];
  return Object.fromEntries(
    rows.map(([, model = '', dates = '']) => {
      const days = [...dates.matchAll(/(\w+):"([A-Z]\w+ \d+, \d+)"/g)];
      return [model, Object.fromEntries(days.flatMap(([, id, day = '']) => dayAt(id, day)))];
    }),
  );
}

/** `November 30, 2026` as a date; nothing for a provider that is not known. */
function dayAt(id: string | undefined, day: string): (readonly [ProviderId, string])[] {
  const provider = (Object.keys(spelled) as ProviderId[]).find(each => each === id);
  const date = new Date(`${day} UTC`);
  return provider === undefined || Number.isNaN(date.getTime())
    ? []
    : [[provider, date.toISOString().slice(0, 10)]];
}

/** What the table of models calls the providers that are known. */
export const knownProviders: readonly string[] = Object.values(spelled);
