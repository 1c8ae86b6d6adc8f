import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { type Line, line, type Page, styled } from '../base/lines.ts';
import { shownWord } from '../base/masking.ts';
import { didYouMean } from '../base/near-names.ts';
import { paragraph } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName } from '../base/quoting.ts';
import { excerpt } from '../base/terminal-text.ts';
import { namedAgents } from '../claude/agents.ts';
import { forecast } from '../claude/forecast.ts';
import { type Sent, storedKey, storedLogin } from '../claude/forecast-credentials.ts';
import { knownModels } from '../claude/installed-models.ts';
import { isRejected, type Logins, readLogins } from '../claude/logins.ts';
import { hostManaged } from '../claude/modes.ts';
import { type Precedence, precedenceOf, type VariableSource } from '../claude/precedence.ts';
import { isProgramKey, routingKeys, whichCounts } from '../claude/routing-keys.ts';
import type { SettingsFile } from '../claude/settings-files.ts';
import { shownCommand, shownValue, withoutSecret } from '../env/shown-value.ts';
import { isOwned, isSecretValueOf, ownedNames, ownedVariable, sharedVariables } from '../env/variables.ts';
import { type Config, catalogOf, originText } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { presetNames } from '../profile/presets.ts';
import { jsonFlag, printJson } from './output.ts';
import { filesHere, lineOf, placeText, setByCgw, settingsFlag } from './settings-here.ts';

const spec = {
  summary: 'who sets each variable of Claude Code here, who wins, and which stored logins are sent',
  usage: '[variable]',
  positionals: { least: 0, most: 1 },
  kinds: ['variable'],
  flags: { settings: settingsFlag, json: jsonFlag },
  examples: ['cgw explain', 'cgw explain ANTHROPIC_BASE_URL'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const files = filesHere(invocation, io);
  const byCgw = setByCgw(config, io);
  const [only] = invocation.positionals;
  if (only !== undefined) requireVariable(only, config);
  const variables = (only === undefined ? namesHere(files, io) : [only]).map(name =>
    precedenceOf(name, files, io.environment),
  );
  const stored = readLogins(io, io.environment, files);
  const told: Told = {
    variables: only === undefined ? variables.filter(({ sources }) => sources.length > 0) : variables,
    keys: only === undefined ? keysOf(files) : [],
    logins: only === undefined ? loginsHere(stored, files, io) : [],
    isRejected: ({ name, winner }) => name === 'ANTHROPIC_API_KEY' && isRejected(winner?.value ?? '', stored),
  };
  if (invocation.switches.has('json'))
    printJson(io, {
      variables: told.variables.map(each => precedenceJson(each, told.isRejected(each), byCgw)),
      keys: told.keys.map(keyJson),
      logins: told.logins,
    });
  else showPage(page(told, byCgw, originHere(config, io), io), io);
  return exitCode.done;
}

/** What is known of this shell and folder. */
type Told = {
  readonly variables: readonly Precedence[];
  readonly keys: readonly Key[];
  readonly logins: readonly Login[];
  /** Whether the user said No to this key, so that a session does not use it. */
  readonly isRejected: (variable: Precedence) => boolean;
};

/** A sign-in that Claude Code keeps, and whether it is sent; null: the system’s keychain may hold one. */
type Login = {
  readonly login: typeof storedKey | typeof storedLogin;
  readonly stored: true | null;
  readonly sent: boolean;
  readonly sentInSession: boolean;
};

function loginsHere(logins: Logins, files: readonly SettingsFile[], io: Io): Login[] {
  const { sent, sentInSession } = forecast(files, io.environment, {
    logins,
    models: knownModels(io),
    agents: namedAgents(files, io),
  });
  const isIn = (all: readonly Sent[], login: string) => all.some(({ from }) => from === login);
  const kept = [
    ...(logins.key ? [{ login: storedKey, stored: true } as const] : []),
    ...(logins.claudeAi === false ? [] : [{ login: storedLogin, stored: logins.claudeAi } as const]),
  ];
  return kept.map(each => ({
    ...each,
    sent: isIn(sent, each.login),
    sentInSession: isIn(sentInSession, each.login),
  }));
}

/** @throws UserError (2) for what can be no variable, and for a profile: what that sets is another question. */
function requireVariable(name: string, config: Config): void {
  if (Object.hasOwn(config.profiles, name) || presetNames.includes(name))
    throw new UserError(
      exitCode.usage,
      `explain: ${name} is a profile, not a variable`,
      `cgw show ${name} lists the variables that it sets; cgw explain alone, all that count here`,
    );
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && shownWord(name) === name) return;
  throw usage('explain', `${quotedName(name)} is not a variable name`);
}

/** Owned and shared variables, with the members of families that are set somewhere. */
function namesHere(files: readonly SettingsFile[], io: Io): string[] {
  const set = [
    ...Object.keys(io.environment),
    ...files.flatMap(({ content }) => (isRecord(content.env) ? Object.keys(content.env) : [])),
  ];
  return [...new Set([...ownedNames, ...Object.keys(sharedVariables), ...set.filter(isOwned)])];
}

type Key = { readonly key: string; readonly file: SettingsFile; readonly value: string };

function keysOf(files: readonly SettingsFile[]): Key[] {
  return routingKeys.flatMap(key =>
    files.flatMap(file => {
      const value = file.content[key];
      // A program that is not a text is none.
      const counts =
        typeof value === 'string' || (value !== undefined && value !== null && !isProgramKey(key));
      return counts ? [{ key, file, value: textOf(value) }] : [];
    }),
  );
}

function precedenceJson(
  { name, sources, winner }: Precedence,
  rejected: boolean,
  byCgw: ReadonlySet<string>,
): object {
  const entries = sources.map(setting => sourceJson(name, setting, byCgw));
  return {
    name,
    meaning: meaningOf(name),
    winner: winner === undefined ? null : sources.indexOf(winner),
    rejected,
    settings: entries,
  };
}

function sourceJson(
  name: string,
  { place, path, value, ignored }: VariableSource,
  byCgw: ReadonlySet<string>,
): object {
  const secret = value !== '' && isSecretValueOf(name, value);
  return {
    place,
    path,
    line: path === null ? null : lineOf(path, ['env', name]),
    value: withoutSecret(name, value),
    secret,
    ignored,
    byCgw: path === null && byCgw.has(name),
  };
}

function keyJson({ key, file, value }: Key): object {
  return {
    key,
    place: file.scope,
    path: file.path,
    line: lineOf(file.path, [key]),
    value: shownKey(key, value),
  };
}

/** A list and a table in one line, however deep they are. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter(each => typeof each === 'string').join(', ');
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .map(([name, each]) => (typeof each === 'string' ? `${name}=${each}` : name))
    .join(', ');
}

function shownKey(key: string, value: string): string {
  if (value === '') return '';
  return isProgramKey(key) ? shownCommand(value) : excerpt(shownValue(key, value));
}

function meaningOf(name: string): string | null {
  const shared: { readonly [shared: string]: string } = sharedVariables;
  return ownedVariable(name)?.meaning ?? (Object.hasOwn(shared, name) ? (shared[name] ?? null) : null);
}

/** Of a profile that a team shares, where it comes from. */
function originHere(config: Config, { environment }: Io): string | undefined {
  const name = environment.CGW_PROFILE ?? '';
  const catalog = catalogOf(config, name);
  return catalog === undefined ? undefined : `${name}: ${originText(config, catalog)}`;
}

function page(told: Told, byCgw: ReadonlySet<string>, origin: string | undefined, io: Io): Page {
  const { variables, keys, logins } = told;
  const parts: Line[][] = [
    origin === undefined ? [] : [line(origin)],
    hostManaged(io.environment)
      ? [line('CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST is on: settings files do not decide about routing.')]
      : [],
    ...variables.map(each => precedenceLines(each, told.isRejected(each), byCgw, io)),
    keys.flatMap(({ key, file, value }, index) => [
      ...(keys[index - 1]?.key === key
        ? []
        : [title(`${key} (in settings files only; ${whichCounts(key)})`)]),
      line(
        `    ${placeText(key, { place: file.scope, path: file.path, value, ignored: false }, byCgw, io)}: ${shownKey(key, value)}`,
      ),
    ]),
    logins.length === 0 ? [] : [title('stored by /login'), ...logins.map(loginLine)],
  ].filter(lines => lines.length > 0);
  if (parts.length === 0)
    return size => paragraph('nothing sets any variable that routes Claude Code here', size);
  return size =>
    parts.flatMap((lines, index) => [
      ...(index === 0 ? [] : [line()]),
      ...lines.flatMap(each => paragraph(each, size, 2)),
    ]);
}

function title(text: string): Line {
  return line(styled('title', text));
}

function loginLine({ login, stored, sent, sentInSession }: Login): Line {
  const verdict =
    sent && sentInSession
      ? 'is sent'
      : sent
        ? 'is sent with -p'
        : sentInSession
          ? 'is sent in a session'
          : 'is not sent';
  return line(
    `    ${loginTitles[login]}${stored === null ? ', if the system’s keychain holds one,' : ''} ${verdict}`,
  );
}

const loginTitles = {
  [storedKey]: 'a key of a Console account',
  [storedLogin]: 'a claude.ai login',
} as const satisfies Record<Login['login'], string>;

function precedenceLines(
  { name, sources, winner }: Precedence,
  rejected: boolean,
  byCgw: ReadonlySet<string>,
  io: Io,
): Line[] {
  const meaning = meaningOf(name);
  const meant = meaning === null ? didYouMean(name, ownedNames) : undefined;
  return [
    title(`${name}${meaning === null ? '' : `: ${meaning}`}`),
    ...(sources.length === 0 ? [line(`    ${['nothing sets it', meant ?? []].flat().join('; ')}`)] : []),
    ...sources.map(setting => {
      const said = `${shownValue(name, setting.value)}  (${placeText(name, setting, byCgw, io)})`;
      // What wins stands out, what loses steps back.
      if (setting === winner) return line('    ', styled('good', 'wins'), `    ${said}`);
      return line(styled('dim', `    ${(setting.ignored ? 'ignored' : 'loses').padEnd(7)} ${said}`));
    }),
    ...(rejected ? [line('    a session does not use it: you said No to this key; -p does')] : []),
  ];
}

export const explain: CommandModule = { spec, run };
