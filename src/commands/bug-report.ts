import { release } from 'node:os';
import packageFile from '../../package.json' with { type: 'json' };
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { fieldOf } from '../backends/index.ts';
import { isSecretValue, openGroupOf, type Profile, profileFields } from '../backends/profile.ts';
import { exitCode } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { isUnlikelyName } from '../base/key-looks.ts';
import { installedClaude } from '../claude/program.ts';
import { isOwned } from '../env/variables.ts';
import { type Config, catalogOf } from '../profile/config.ts';
import { presetNames } from '../profile/presets.ts';
import { isBackendId, problemsOf } from '../profile/rules.ts';
import { parseReference } from '../secrets/reference.ts';

const spec = {
  summary: 'what a report of a fault needs, for you to read and paste; no secret, host or name of yours',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {},
  examples: ['cgw bug-report'],
} as const satisfies CommandSpec;

/** To stdout alone: nothing is sent or written. */
async function run(_: Invocation, io: Io): Promise<number> {
  // Loaded here: what reads JSON with comments is heavy.
  const [{ diagnose }, { readSituation }] = await Promise.all([
    import('../doctor/diagnose.ts'),
    import('../doctor/read/situation.ts'),
  ]);
  const situation = await readSituation(undefined, io);
  const { config, damage } = situation.config;
  const aliases = aliasesOf(config);
  const litellm = new Set(
    [...situation.checks.values(), ...situation.litellm.map(({ version }) => ({ litellm: version }))].flatMap(
      each => each.litellm ?? [],
    ),
  );
  const findings = diagnose(situation).map(
    ({ id, severity, profile }) =>
      `${severity} ${id}${profile === null ? '' : ` (${aliases.get(profile) ?? 'a profile'})`}`,
  );
  const programs = [
    ['cgw', packageFile.version],
    ['Bun', Bun.version],
    ['system', `${io.platform} ${process.arch} ${safeWord(release())}`],
    ['shell', situation.shell],
    ['terminal', terminalText(io)],
    ['Claude Code', safeWord(installedClaude(io)?.version) || 'not found, or of an unknown version'],
    ['LiteLLM', [...litellm].map(safeWord).join(', ') || 'unknown'],
  ];
  const sections = [
    programs.map(([name, value]) => `${name}: ${value}`),
    ['doctor:', ...indented(findings, 'nothing')],
    [
      'set here:',
      ...indented(
        Object.keys(io.environment).filter(each => isSet(each, io.environment)),
        'nothing',
      ),
    ],
    ['config:', ...indented(damage === null ? configLines(config, aliases) : ['cannot be read'], 'empty')],
  ];
  io.out(`${sections.map(lines => lines.join('\n')).join('\n\n')}\n`);
  io.err('cgw: read it before you paste it; a title and what you expected belong with it\n');
  return exitCode.done;
}

function indented(lines: readonly string[], otherwise: string): string[] {
  return (lines.length > 0 ? lines : [otherwise]).map(each => `  ${each}`);
}

/** Variables of Claude Code by their names. */
function isSet(name: string, environment: Environment): boolean {
  return isOwned(name) && environment[name] !== undefined;
}

/** What a variable or a file calls a version; anything else might be more than that. */
function safeWord(text: string | undefined): string {
  return text !== undefined && /^[\w.+-]{1,40}$/.test(text) && !isUnlikelyName(text) ? text : '';
}

function terminalText(io: Io): string {
  const { TERM, TERM_PROGRAM, TERM_PROGRAM_VERSION, COLORTERM } = io.environment;
  const words = [TERM, TERM_PROGRAM, TERM_PROGRAM_VERSION, COLORTERM]
    .map(safeWord)
    .filter(each => each !== '');
  return [...words, io.isTerminal('in') ? 'asks' : 'no input'].join(', ');
}

/** A name of the user’s own is his affair: that of a preset says what it is. */
function aliasesOf({ profiles }: Config): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(profiles).map((name, index) => [
      name,
      presetNames.includes(name) ? name : `profile-${index + 1}`,
    ]),
  );
}

function configLines(config: Config, aliases: ReadonlyMap<string, string>): string[] {
  const of = (name: string) =>
    aliases.get(name) ?? (presetNames.includes(name) ? name : 'a profile that is not there');
  return [
    ...(config.default === undefined ? [] : [`default: ${of(config.default)}`]),
    ...(Object.values(config.roles).length > 0
      ? [`roles: ${Object.values(config.roles).map(of).join(', ')}`]
      : []),
    ...(config.catalogs === undefined ? [] : [`catalogs: ${Object.keys(config.catalogs).length}`]),
    ...Object.entries(config.profiles).flatMap(([name, profile]) => [
      `${of(name)}:${catalogOf(config, name) === undefined ? '' : ' (from a catalog)'}`,
      ...profileLines(profile).map(line => `  ${line}`),
    ]),
  ];
}

function profileLines(profile: unknown): string[] {
  if (!isRecord(profile) || !isBackendId(profile.backend)) return ['no known backend'];
  const wrong = problemsOf(profile).length;
  return [
    `backend: ${profile.backend}`,
    ...profileFields(profile).map(({ path, value }) =>
      fieldLine(profile.backend as Profile['backend'], path, value),
    ),
    ...(wrong > 0 ? [`(${wrong} of these not valid)`] : []),
  ];
}

/** A field by its kind: what cgw itself offers to choose from is shown, what the user has typed is not. */
function fieldLine(backend: Profile['backend'], path: string, value: unknown): string {
  const open = openGroupOf(path);
  const field = fieldOf(backend, path);
  const name =
    open === undefined
      ? field === undefined
        ? '‹unknown field›'
        : path
      : `${open.group}.${isOwned(open.key) ? open.key : '‹name›'}`;
  return `${name}: ${shownValue(field?.kind, path, value)}`;
}

function shownValue(
  kind: 'toggle' | 'choice' | 'credential' | 'url' | 'text' | undefined,
  path: string,
  value: unknown,
): string {
  if (typeof value === 'boolean') return String(value);
  if (isSecretValue(value)) return referenceKind(value.secret);
  if (typeof value !== 'string') return '‹not text›';
  switch (kind) {
    case 'toggle':
    case undefined:
      return '‹text›';
    case 'choice':
      return safeWord(value) || '‹text›';
    case 'credential':
      return ['inherit', 'empty'].includes(value) ? value : referenceKind(value);
    case 'url':
      return addressShape(value);
    case 'text':
      return path.startsWith('models.') && /^(claude-)?[a-z]{4,8}(-\d{1,2}){0,2}(\[1m\])?$/.test(value)
        ? value
        : '‹text›';
  }
}

function referenceKind(text: string): string {
  const reference = parseReference(text);
  return 'problem' in reference ? '‹not a reference›' : `${reference.kind}:…`;
}

/** Parts of paths that gateways give a meaning to. */
const knownParts = [
  'v1',
  'api',
  'anthropic',
  'bedrock',
  'vertex',
  'vertex_ai',
  'vertex-ai',
  'openai',
  'messages',
  'chat',
  'completions',
];

/** An address without its host: scheme, port, and what of its path a gateway gives a meaning to. */
function addressShape(text: string): string {
  if (!URL.canParse(text)) return '‹not an address›';
  const { protocol, port, pathname } = new URL(text);
  const path = pathname.split('/').map(part => (part === '' || knownParts.includes(part) ? part : '…'));
  return `${/^https?:$/.test(protocol) ? protocol : '…:'}//‹host›${port === '' ? '' : `:${port}`}${path.join('/')}`;
}

export const bugReport: CommandModule = { spec, run };
