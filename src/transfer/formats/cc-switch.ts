import { asRecord, isRecord, parseJson } from '../../base/json.ts';
import { isOn } from '../../claude/modes.ts';
import { envOf } from '../../claude/settings-files.ts';
import { settingsOver, settingsVariables } from './claude-settings.ts';
import {
  type FoundEntry,
  type JsonObject,
  mostRows,
  type Origin,
  type Tables,
  type ToolFormat,
} from './format.ts';

/** A provider: a name, the Claude Code settings that it switches to, and what cc-switch knows beside them. */
type CcSwitchProvider = { readonly name: string; readonly settings: unknown; readonly meta: unknown };

/**
 * cc-switch (farion1231/cc-switch 3.20.0, read 2026-11-29): `config.json` before version 3.8, with the providers under
 * `claude` since version 2 of that file and at the top before (src-tauri/src/app_config.rs), a database since
 * (src-tauri/src/database/schema.rs), and the SQL that it exports (src-tauri/src/database/backup.rs).
 */
export const ccSwitch = {
  tool: 'cc-switch',
  placeholder: 'PROXY_MANAGED',
  files: ['~/.cc-switch/cc-switch.db', '~/.cc-switch/config.json', 'its export *.sql'],
  version: '3.20.0',
  read: (raw, origin) => {
    const manager = isRecord(raw.claude) ? raw.claude : raw;
    if (!isRecord(manager.providers) || typeof manager.current !== 'string') return undefined;
    const providers = Object.entries(manager.providers).map(([id, provider]) => {
      const { name, settingsConfig, meta } = asRecord(provider);
      return { name: typeof name === 'string' ? name : id, settings: settingsConfig, meta };
    });
    const snippets = asRecord(raw.common_config_snippets);
    return entriesOf(providers, snippets.claude ?? raw.claude_common_config_snippet, origin);
  },
  database: {
    tables: {
      providers: ['app_type', 'name', 'settings_config', 'sort_index', 'meta'],
      settings: ['key', 'value'],
    },
    read: databaseEntries,
  },
} as const satisfies ToolFormat;

/** How the SQL that cc-switch exports begins. */
export const ccSwitchDump = /^\s*-- CC Switch SQLite/;

/** The providers of its database, in the order in which cc-switch shows them. */
function databaseEntries({ providers = [], settings = [] }: Tables, origin: Origin): readonly FoundEntry[] {
  const ours = providers
    .filter(row => row.app_type === 'claude')
    .sort((a, b) => orderOf(a) - orderOf(b) || String(a.name).localeCompare(String(b.name)))
    .map(({ name, settings_config: config, meta }) => ({
      name: String(name),
      settings: parseJson(String(config)),
      meta: parseJson(String(meta)),
    }));
  const common = settings.find(({ key }) => key === 'common_config_claude')?.value;
  return entriesOf(ours, common, origin);
}

/** Without a place of its own it stands first, as NULL does in SQLite. */
function orderOf({ sort_index: index }: JsonObject): number {
  return index === null || index === undefined ? -1 : Number(index) || 0;
}

function entriesOf(providers: readonly CcSwitchProvider[], common: unknown, origin: Origin): FoundEntry[] {
  const shared = typeof common === 'string' ? parseJson(common) : undefined;
  return providers.map(({ name, settings, meta }) => {
    const own = asRecord(settings);
    const known = asRecord(meta);
    const why = unusable(own, known);
    if (why !== undefined) return { name, why };
    // The common settings win over those of the provider.
    const whole = known.commonConfigEnabled === true && isRecord(shared) ? settingsOver(shared, own) : own;
    return settingsVariables(withKey(whole, known), name, origin);
  });
}

/** A key at the top, as the preset for Bedrock has it: the proxy of cc-switch takes it where no variable holds one. */
function withKey(settings: JsonObject, { apiKeyField }: JsonObject): JsonObject {
  const env = envOf(settings);
  const key = settings.apiKey ?? settings.api_key;
  const held = ['AWS_BEARER_TOKEN_BEDROCK', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'];
  if (typeof key !== 'string' || key.trim() === '' || held.some(name => env[name])) return settings;
  const own = apiKeyField === 'ANTHROPIC_API_KEY' ? apiKeyField : 'ANTHROPIC_AUTH_TOKEN';
  const name = isOn(env.CLAUDE_CODE_USE_BEDROCK) ? 'AWS_BEARER_TOKEN_BEDROCK' : own;
  return { ...settings, env: { ...env, [name]: key.trim() } };
}

/** What only cc-switch’s own proxy can do, which stands between Claude Code and the provider. */
function unusable(settings: JsonObject, meta: JsonObject): string | undefined {
  const { providerType, authBinding } = meta;
  const signedIn = isRecord(authBinding) && authBinding.source === 'managed_account';
  if (signedIn || (typeof providerType === 'string' && /^github_copilot$|_oauth$/.test(providerType)))
    return 'it signs in with an account that only the proxy of cc-switch holds';
  const compatible = isCompatible(settings.openrouter_compat_mode) ? 'openai' : undefined;
  const format = meta.apiFormat ?? settings.api_format ?? compatible;
  if (typeof format === 'string' && /^(openai|gemini)/.test(format))
    return `it speaks the ${format.startsWith('openai') ? 'OpenAI' : 'Gemini'} format, which the proxy of cc-switch translates; Claude Code cannot use it directly`;
  return meta.isFullUrl === true
    ? 'it has the full URL of its requests, which only the proxy of cc-switch can use; Claude Code adds /v1/messages'
    : undefined;
}

/** An older way to say that it speaks the OpenAI format. */
function isCompatible(mode: unknown): boolean {
  return mode === true || mode === 1 || (typeof mode === 'string' && /^(true|1)$/i.test(mode.trim()));
}

/** Statements that fill the tables that are asked for are read so far; a dump may hold any number of others. */
const mostRead = 4 * 1024 * 1024;

/**
 * The rows that the INSERT statements of a dump put into tables. It is read word by word and nothing of it is carried
 * out: whoever made it could have written any statement.
 */
export function dumpTables(dump: string, tables: readonly string[]): Tables {
  const found = new Map<string, JsonObject[]>(tables.map(table => [table, []]));
  let read = 0;
  for (let at = 0; at < dump.length && read < mostRead; ) {
    const end = statementEnd(dump, at);
    insertion.lastIndex = at;
    const rows = found.get(insertion.exec(dump)?.[1] ?? '');
    if (rows !== undefined) {
      for (const row of rowsIn(dump.slice(insertion.lastIndex, Math.min(end, at + mostRead))))
        if (rows.length < mostRows) rows.push(row);
      read += end - at;
    }
    at = end;
  }
  return Object.fromEntries(found);
}

const insertion = /\s*INSERT\s+INTO\s+"?(\w+)"?/iy;

/** Behind the next `;` that stands neither in quotes nor in a comment. A quote that is meant stands twice: two texts. */
function statementEnd(dump: string, start: number): number {
  let at = start;
  const behind = (sign: string) => {
    const next = dump.indexOf(sign, at + 1);
    at = next < 0 ? dump.length : next + sign.length;
  };
  while (at < dump.length) {
    const sign = dump[at];
    if (sign === ';') return at + 1;
    if (sign === "'" || sign === '"') behind(sign);
    else if (sign === '-' && dump[at + 1] === '-') behind('\n');
    else if (sign === '/' && dump[at + 1] === '*') behind('*/');
    else at++;
  }
  return at;
}

/** One word: a text, a name in double quotes, a plain word, number or blob, or the end of a row. */
const word =
  /(?<text>'(?:[^']|'')*(?:'|$))|"(?<name>(?:[^"]|"")*)(?:"|$)|(?<plain>[xX]'[0-9a-fA-F]*'|[\w.+-]+)|(?<end>\))/g;

/** The rows behind the name of the table: the columns, VALUES, and a list of values for each row. */
function rowsIn(statement: string): JsonObject[] {
  const rows: JsonObject[] = [];
  const columns: string[] = [];
  let values: (string | null)[] | undefined;
  for (const { groups = {} } of statement.matchAll(word)) {
    const { text, name, plain, end } = groups;
    if (values === undefined) {
      if (name !== undefined) columns.push(name);
      if (plain?.toUpperCase() === 'VALUES') values = [];
    } else if (end !== undefined) {
      const row = values;
      rows.push(Object.fromEntries(columns.map((column, at) => [column, row[at]])));
      values = [];
      if (rows.length === mostRows) break;
    } else if (text !== undefined) values.push(text.slice(1, -1).replaceAll("''", "'"));
    else if (plain !== undefined) values.push(plain.toUpperCase() === 'NULL' ? null : plain);
  }
  return rows;
}
