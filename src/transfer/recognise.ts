import { exitCode, UserError } from '../base/errors.ts';
import { isRecord, parseJson } from '../base/json.ts';
import { syntaxProblem } from '../base/json-syntax.ts';
import { isOwned, ownedVariable } from '../env/variables.ts';
import { ccSwitch, ccSwitchDump, dumpTables } from './formats/cc-switch.ts';
import { damaged, isDocument, readDocument } from './formats/cgw.ts';
import { switchSets } from './formats/claude-code-switch.ts';
import type { FoundEntry, Origin } from './formats/format.ts';
import { ccsProfiles } from './formats/small.ts';
import { formats, programs } from './formats/table.ts';
import { fromVariables, type VariableSet } from './from-variables.ts';
import type { ImportedProfile, LeftOut, Recognised } from './imported.ts';
import { snippetValues } from './snippet.ts';

/**
 * What a text brings, by what it holds: an export of cgw or of cc-switch, a format of the table, lines of a shell’s
 * rc file or of a dotenv file.
 * @throws UserError (3) when it is none of them, or damaged; nothing that could be a credential is repeated.
 */
export function recognised(text: string, origin: Origin): Recognised {
  const { tables, read } = ccSwitch.database;
  if (ccSwitchDump.test(text)) return fromEntries(read(dumpTables(text, Object.keys(tables)), origin));
  return isJson(text) ? fromJson(text, origin) : fromSnippet(text, origin);
}

/** Editors put comments before the first bracket, too. */
function isJson(text: string): boolean {
  const skipped = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
  let at = 0;
  while (skipped.test(text)) at = skipped.lastIndex;
  return /^[{[]/.test(text.slice(at, at + 1));
}

function fromJson(text: string, origin: Origin): Recognised {
  const { where } = origin;
  let raw: unknown;
  try {
    // claude-code-router reads JSON5, and editors allow comments and trailing commas.
    raw = parseJson(text) ?? Bun.JSON5.parse(text);
  } catch {
    throw damaged(where, syntaxProblem(text));
  }
  if (!isRecord(raw)) throw unknown(where);
  if (isDocument(raw)) return readDocument(raw, where);
  for (const format of formats) {
    const entries = format.read(raw, origin);
    if (entries !== undefined) return fromEntries(entries);
  }
  if (raw.version !== undefined && isRecord(raw.profiles))
    throw damaged(where, 'it is a config of cgw, not an export', 'cgw export makes one');
  throw unknown(where);
}

/** What cannot be used of a file is listed with its reason and does not refuse the rest. */
export function fromEntries(entries: readonly FoundEntry[]): Recognised {
  const incoming: ImportedProfile[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of entries) {
    if ('why' in entry) {
      leftOut.push(entry);
      continue;
    }
    const why = unusable(entry);
    const taken = incoming.map(({ name }) => name);
    const found = why === undefined ? fromVariables(entry, taken) : undefined;
    if (found !== undefined) incoming.push(found);
    else leftOut.push({ name: entry.called ?? entry.where, why: why ?? noBackend });
  }
  return { incoming, leftOut };
}

const noBackend = 'it does not say which backend; for a Claude login use the preset subscription';

function unusable({ values }: VariableSet): string | undefined {
  for (const [name, value] of values) {
    const kind = ownedVariable(name)?.kind;
    if (value.is !== 'text' && (kind === 'endpoint' || kind === 'switch'))
      return `${name} is worked out by the shell; write its value there`;
    const proxy = formats.find(({ placeholder }) => value.is === 'text' && placeholder === value.text);
    if (proxy !== undefined)
      return `it points to the proxy of ${proxy.tool}, which holds its key; stop the proxy there first`;
  }
  return undefined;
}

function fromSnippet(text: string, { where, home }: Origin): Recognised {
  const listed = ccsProfiles(text);
  if (listed.length > 0) return fromEntries(listed);
  const values = snippetValues(text, home);
  if ('twice' in values)
    throw damaged(
      where,
      `${values.twice} is set twice, in lines ${values.lines.join(' and ')}`,
      'import the lines of one profile at a time, by a pipe: cgw import -',
    );
  const sets = switchSets(values, where);
  if (sets.length > 0) return fromEntries(sets);
  if (![...values.keys()].some(isOwned)) throw unknown(where);
  return fromEntries([{ called: undefined, values, helper: undefined, where }]);
}

/** The error for a file of which cgw can make nothing. */
export function unknown(where: string): UserError {
  return new UserError(
    exitCode.invalid,
    `${where}: nothing in it is known to cgw; nothing was imported`,
    `it reads what cgw export prints, lines such as export ANTHROPIC_BASE_URL=…, and files of ${programs.map(({ tool }) => tool).join(', ')}`,
  );
}
