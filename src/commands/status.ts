import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { backends } from '../backends/index.ts';
import { type ProviderId, providerFacts } from '../backends/providers.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, styled } from '../base/lines.ts';
import { shownWord } from '../base/masking.ts';
import { paragraph, table, withMark } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { namedAgents } from '../claude/agents.ts';
import { type AuthStatus, authStatus } from '../claude/auth-status.ts';
import { type Disagreement, disagreementsWith, strayLogins } from '../claude/disagreements.ts';
import { type Forecast, filesFor, forecast, loggedOut } from '../claude/forecast.ts';
import { isLogin, type Sent } from '../claude/forecast-credentials.ts';
import { knownModels } from '../claude/installed-models.ts';
import { readLogins } from '../claude/logins.ts';
import { precedenceOf, type VariableSource } from '../claude/precedence.ts';
import { findClaude } from '../claude/program.ts';
import type { SettingsFile } from '../claude/settings-files.ts';
import { shownValue, withoutSecret } from '../env/shown-value.ts';
import { type Config, catalogOf, originText } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { activeProfile, nameMeant } from '../profile/resolve.ts';
import { jsonFlag, printJson } from './output.ts';
import { filesHere, placeText, setByCgw, settingsFlag } from './settings-here.ts';
import { shortStatus } from './status-short.ts';

const spec = {
  summary: 'what a plain claude would do here: provider, endpoint, credential, model, and who says so',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {
    short: { help: 'one line for prompts: the profile, with ! when something beats it' },
    claude: { help: 'ask claude auth status too, and compare' },
    settings: settingsFlag,
    json: jsonFlag,
  },
  examples: ['cgw status', 'cgw status --claude'],
} as const satisfies CommandSpec;

/** What is known of this shell and folder. */
type Report = {
  readonly config: Config;
  readonly files: readonly SettingsFile[];
  /** The variables that cgw exported. */
  readonly byCgw: ReadonlySet<string>;
  readonly profile: string | null;
  /** What `cgw run` without a name would take. */
  readonly meant: string | null;
  readonly forecast: Forecast;
  readonly disagreements: readonly Disagreement[];
};

async function run(invocation: Invocation, io: Io): Promise<number> {
  if (invocation.switches.has('short')) return shortStatus(io);
  const report = reportOf(await readConfig(io), filesHere(invocation, io), io);
  const asked = invocation.switches.has('claude') ? await askClaude(report, io) : undefined;
  if (invocation.switches.has('json')) printJson(io, toJson(report, asked, io));
  else showPage(page(report, asked, io), io);
  return exitCode.done;
}

function reportOf(config: Config, files: readonly SettingsFile[], io: Io): Report {
  const active = activeProfile(config, io);
  const plan = active === undefined ? undefined : previewPlan(active.name, active.profile, io.environment);
  const logins = readLogins(io, io.environment, files);
  const told = forecast(files, io.environment, {
    logins,
    models: knownModels(io),
    agents: namedAgents(files, io),
  });
  return {
    config,
    files,
    byCgw: setByCgw(config, io),
    profile: shownWord(io.environment.CGW_PROFILE ?? '') || null,
    meant: shownWord(nameMeant(undefined, config, io)?.name ?? '') || null,
    forecast: told,
    disagreements:
      plan === undefined
        ? []
        : [...disagreementsWith(plan, files, io.environment), ...strayLogins(plan, told)],
  };
}

/** The program’s own word beside cgw’s. */
type Asked = { readonly said: AuthStatus | null; readonly differs: readonly string[] };

async function askClaude({ forecast: told }: Report, io: Io): Promise<Asked> {
  const said = (await authStatus(findClaude(io), io)) ?? null;
  if (said === null) return { said, differs: ['claude auth status said nothing that can be read'] };
  const differs =
    said.apiProvider !== null && said.apiProvider !== told.provider
      ? [`claude says provider ${said.apiProvider}, cgw says ${told.provider}`]
      : [];
  return { said, differs };
}

/** Providers as people call them. */
function providerTitle(provider: ProviderId, endpoint: string | null): string {
  if (provider === 'firstParty') return endpoint === null ? 'Anthropic' : 'an Anthropic-format server';
  if (provider === 'gateway') return 'a gateway (CLAUDE_CODE_USE_GATEWAY)';
  const backend = Object.values(backends).find(each => each.provider === provider);
  return backend?.title ?? provider;
}

/** The first line says it all, problems come next, then who says so. */
function page(report: Report, asked: Asked | undefined, io: Io): Page {
  const { provider, endpoint, endpointFrom, sent, sentInSession, model, modelFrom, refusal } =
    report.forecast;
  const from = (name: string) => fromText(name, report, io);
  const rows = [
    ['profile', profileText(report)],
    ['provider', providerTitle(provider, endpoint)],
    [
      'endpoint',
      endpointFrom === null
        ? 'its own'
        : `${shownValue(endpointFrom, endpoint ?? '')}  (${endpointFrom}, ${from(endpointFrom)})`,
    ],
    ...credentialRows('credential', sent, provider, from),
    ...(sameSent(sent, sentInSession) ? [] : credentialRows('in a session', sentInSession, provider, from)),
    [
      'model',
      modelFrom === null
        ? 'Claude Code’s choice'
        : `${model ? shownValue(modelFrom, model) : 'a blank name, which no server knows'}  (${modelFrom}, ${from(modelFrom)})`,
    ],
    // That nobody is logged in was said of the credential.
    ...(refusal === null || refusal === loggedOut ? [] : [['refused', `no request is made: ${refusal}`]]),
  ].map(([title = '', ...rest]) => [line(styled('dim', title)), ...rest.map(each => line(each))]);
  const problems = problemLines(report, io);
  return size => [
    ...paragraph(headline(report, io), size, 2),
    ...problems.flatMap(each => paragraph(withMark(each), size, 2)),
    line(),
    ...table(rows, size),
    ...(asked === undefined
      ? []
      : [line(), ...claudeLines(asked).flatMap(each => paragraph(withMark(each), size))]),
  ];
}

/** Where a plain `claude` goes, and whether the profile of this shell says so. */
function headline({ profile, config, forecast: told, disagreements }: Report, io: Io): Line {
  const where =
    told.endpointFrom === null
      ? providerTitle(told.provider, told.endpoint)
      : shownValue(told.endpointFrom, told.endpoint ?? '');
  const does =
    told.refusal === null ? `claude here asks ${where}` : `claude here makes no request: ${told.refusal}`;
  if (profile === null) return line(styled('title', 'No profile in this shell'), `; ${does}`);
  if (activeProfile(config, io) === undefined)
    return line(
      styled('bad', '!'),
      ` There is no profile ${profile} any more: eval $(cgw env --off) clears what it left.`,
    );
  return disagreements.length === 0
    ? line(styled('good', '✓ '), styled('title', profile), `: ${does}, as the profile says`)
    : line(styled('bad', '! '), styled('title', profile), `: ${does}, and not as the profile says`);
}

function credentialRows(
  title: string,
  sent: readonly Sent[],
  provider: ProviderId,
  from: (name: string) => string,
): string[][] {
  const { chain, skipped } = providerFacts(provider);
  if (sent.length === 0) return [[title, chain === undefined ? `none: ${loggedOut}` : 'none']];
  return sent.map(each => [
    title,
    each.from === skipped?.word ? `none; the word ${each.from} stands for it` : credentialText(each, from),
  ]);
}

function credentialText(sent: Sent, from: (name: string) => string): string {
  const { as, from: name } = sent;
  if (as === 'cloud' || as === 'login' || isLogin(sent)) return name;
  return `${sentNames[as]} from ${name} (${from(name)})`;
}

function sameSent(one: readonly Sent[], other: readonly Sent[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const sentNames = {
  authorization: 'Authorization: Bearer',
  'x-api-key': 'x-api-key',
  headers: 'headers',
} as const;

function profileText({ profile, meant, config }: Report): string {
  const origin = catalogOf(config, profile ?? meant ?? '');
  const from = origin === undefined ? '' : `, ${originText(config, origin)}`;
  if (profile !== null) return `${profile}, in this shell${from}`;
  if (meant !== null) return `none in this shell; cgw run takes ${meant}${from}`;
  return Object.keys(config.profiles).length === 0
    ? 'none yet; cgw makes the first one'
    : 'none in this shell; cgw NAME starts Claude Code under one of yours (cgw list)';
}

/** Who sets the variable that decides. */
function fromText(name: string, report: Report, io: Io): string {
  const winner = whoSets(name, report, io);
  return winner === undefined ? 'nothing' : placeText(name, winner, report.byCgw, io);
}

/** A name without capitals is a key of settings files, as in `Forecast`. */
function whoSets(name: string, { files, forecast: told }: Report, io: Io): VariableSource | undefined {
  if (name === name.toUpperCase())
    return precedenceOf(name, filesFor(name, told.provider, files), io.environment).winner;
  const file = files.find(({ content }) => content[name] !== undefined && content[name] !== null);
  return file && { place: file.scope, path: file.path, value: '', ignored: false };
}

function problemLines({ profile, disagreements, config, byCgw }: Report, io: Io): string[] {
  if (profile === null || disagreements.length === 0 || activeProfile(config, io) === undefined) return [];
  return [
    ...disagreements.map(each => `  ! ${disagreementText(each, byCgw, io)}`),
    `  cgw run ${profile} wins over settings files; cgw doctor says how to fix them`,
  ];
}

function disagreementText(
  { name, how, winner, wanted }: Disagreement,
  byCgw: ReadonlySet<string>,
  io: Io,
): string {
  const place = winner === undefined ? '' : ` (${placeText(name, winner, byCgw, io)})`;
  switch (how) {
    case 'extra':
      return winner === undefined
        ? `the ${name} is sent, too`
        : `${name} is set${place}; the profile has none`;
    case 'missing':
      return `${name} is not set${place}${wanted === null ? '' : `; the profile says ${shownValue(name, wanted)}`}`;
    case 'elsewhere':
      return `${name} is another one${place}`;
    case 'other':
      return `${name} is ${shownValue(name, winner?.value ?? '')}${place}; the profile says ${shownValue(name, wanted ?? '')}`;
  }
}

function claudeLines({ said, differs }: Asked): string[] {
  if (said === null) return differs.map(each => `! ${each}`);
  const words = `claude auth status: provider ${said.apiProvider ?? 'unknown'}, ${said.authMethod ?? 'no'} login${said.apiKeySource === null ? '' : `, key from ${said.apiKeySource}`}`;
  return [words, ...(differs.length === 0 ? ['✓ It agrees.'] : differs.map(each => `! ${each}`))];
}

function toJson(report: Report, asked: Asked | undefined, io: Io): object {
  const { profile, meant, forecast: told, disagreements } = report;
  const from = (name: string | null) => {
    if (name === null) return null;
    const winner = whoSets(name, report, io);
    const place = winner?.place ?? null;
    const byCgw = place === 'environment' && report.byCgw.has(name);
    return { name, place, path: winner?.path ?? null, byCgw };
  };
  return {
    profile,
    meant,
    provider: told.provider,
    endpoint: told.endpointFrom === null ? null : withoutSecret(told.endpointFrom, told.endpoint ?? ''),
    endpointFrom: from(told.endpointFrom),
    credentials: told.sent.map(({ as, from: name }) => ({ as, ...from(name) })),
    credentialsInSession: told.sentInSession.map(({ as, from: name }) => ({ as, ...from(name) })),
    model: told.modelFrom === null ? null : withoutSecret(told.modelFrom, told.model ?? ''),
    modelFrom: from(told.modelFrom),
    refusal: told.refusal,
    agrees: profile === null ? null : disagreements.length === 0,
    disagreements: disagreements.map(({ name, how, winner }) => ({
      name,
      how,
      place: winner?.place ?? null,
      path: winner?.path ?? null,
    })),
    claude: asked?.said ?? null,
    claudeDiffers: asked?.differs ?? [],
  };
}

export const status: CommandModule = { spec, run };
