import { exitCode, UserError } from '../base/errors.ts';
import { isRecord, parseJson } from '../base/json.ts';
import { syntaxProblem } from '../base/json-syntax.ts';
import { shownPath } from '../base/masking.ts';
import { quotedName } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import { isOwned, ownedVariable } from '../env/variables.ts';
import { problemsOf } from '../profile/rules.ts';
import { type CcSwitchProvider, ccSwitchProviders } from './formats/cc-switch.ts';
import { ccxVariables, isEncrypted } from './formats/ccx.ts';
import { damaged, isDocument, readDocument } from './formats/cgw.ts';
import { isRouterConfig, routerOffer, routerVariables } from './formats/claude-code-router.ts';
import { isSettings, settingsVariables } from './formats/claude-settings.ts';
import { fromVariables, profileFrom, type VariableSet } from './from-variables.ts';
import type { ImportedProfile } from './imported.ts';
import { snippetValues } from './snippet.ts';

/** What a file brings, and what of it is no profile. */
export type Recognised = { readonly incoming: readonly ImportedProfile[]; readonly notes: readonly string[] };

/** Where a text comes from, as people write it, and the home folder that `~/` means in its commands. */
export type Origin = { readonly where: string; readonly home: string };

/**
 * What a text brings, by what it holds: an export of cgw, settings of Claude Code, the config of cc-switch, ccx or
 * claude-code-router, lines of a shell’s rc file or of a dotenv file.
 * @throws UserError (3) when it is none of them, or damaged; nothing that could be a credential is repeated.
 */
export function recognised(text: string, origin: Origin): Recognised {
  return /^\s*[{[]/.test(text) ? fromJson(text, origin) : fromSnippet(text, origin);
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
  if (isDocument(raw)) return { incoming: readDocument(raw, where), notes: [] };
  if (isRouterConfig(raw)) {
    const found = profileFrom(routerOffer(raw, where), routerVariables(raw, where), []);
    return { incoming: found === undefined ? [] : [found], notes: [] };
  }
  const providers = ccSwitchProviders(raw);
  if (providers !== undefined) return fromProviders(providers, origin);
  const sets = ccxVariables(raw, where);
  if (sets !== undefined) return withoutEncrypted(fromSets(sets));
  if (isSettings(raw)) return fromSets([settingsVariables(raw, undefined, origin)]);
  if (raw.version !== undefined && isRecord(raw.profiles))
    throw damaged(where, 'it is a config of cgw, not an export', 'cgw export makes one');
  throw unknown(where);
}

/** Providers of cc-switch: what cannot be used of them is listed with its reason and does not refuse the rest. */
export function fromProviders(providers: readonly CcSwitchProvider[], origin: Origin): Recognised {
  const usable = providers.filter(each => each.unusable === undefined);
  const { incoming, notes } = fromSets(
    usable.map(({ name, settings }) => settingsVariables(isRecord(settings) ? settings : {}, name, origin)),
  );
  const unusable = providers.flatMap(each =>
    each.unusable === undefined ? [] : [`${quotedName(each.name)} is left out: it ${each.unusable}`],
  );
  const complete = incoming.filter(({ profile }) => problemsOf(profile).length === 0);
  const incomplete = incoming.flatMap(({ name, profile }) => {
    const [first] = problemsOf(profile);
    return first === undefined
      ? []
      : [`${name} is left out: ${safeLine(`${shownPath(first.path)} ${first.message}`)}`];
  });
  return { incoming: complete, notes: [...notes, ...unusable, ...incomplete] };
}

function fromSets(sets: readonly VariableSet[]): Recognised {
  const incoming: ImportedProfile[] = [];
  const notes: string[] = [];
  for (const set of sets) {
    const found = fromVariables(
      set,
      incoming.map(({ name }) => name),
    );
    if (found !== undefined) incoming.push(found);
    else
      notes.push(
        `${calledText(set)} says nothing of a backend; where that is a Claude login, it is the preset subscription`,
      );
  }
  return { incoming, notes };
}

function calledText({ called, where }: VariableSet): string {
  if (called === undefined) return where;
  return quotedName(called);
}

/** A key that only ccx can read is one to give anew. */
function withoutEncrypted({ incoming, notes }: Recognised): Recognised {
  return {
    incoming: incoming.map(each => ({
      ...each,
      secrets: each.secrets.map(secret =>
        secret.value !== undefined && isEncrypted(secret.value) ? { ...secret, value: undefined } : secret,
      ),
    })),
    notes,
  };
}

function fromSnippet(text: string, { where, home }: Origin): Recognised {
  const values = snippetValues(text, home);
  if ('twice' in values)
    throw damaged(
      where,
      `${values.twice} is set twice, in lines ${values.lines.join(' and ')}`,
      'import the lines of one profile at a time, by a pipe: cgw import -',
    );
  if (![...values.keys()].some(isOwned)) throw unknown(where);
  for (const [name, value] of values) {
    const kind = ownedVariable(name)?.kind;
    if (value.is !== 'text' && (kind === 'endpoint' || kind === 'switch'))
      throw damaged(where, `${name} is worked out by the shell`, 'write its value there');
  }
  return fromSets([{ called: undefined, values, helper: undefined, where }]);
}

/** The error for a file of which cgw can make nothing. */
export function unknown(where: string): UserError {
  return new UserError(
    exitCode.invalid,
    `${where}: nothing in it is known to cgw; nothing was imported`,
    'it reads what cgw export prints, settings of Claude Code, lines such as export ANTHROPIC_BASE_URL=…, and the files of cc-switch, ccx and claude-code-router',
  );
}
