import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { counted } from '../base/english.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { heading, table } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName, quotedWord } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import {
  type Catalogs,
  type Config,
  catalogedName,
  catalogNameProblem,
  type PinnedCatalog,
  replaceCatalogs,
  shortCommit,
} from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { keptTexts } from '../profile/keychain-changes.ts';
import { madeEntries } from '../profile/keychain-entries.ts';
import { findPin } from '../profile/pin.ts';
import { transact } from '../profile/transaction.ts';
import type { CatalogSource } from '../transfer/catalog-source.ts';
import { entriesHere } from '../transfer/entries-here.ts';
import { neededHere } from '../transfer/references.ts';
import { risksOf, riskText, summaryOf } from '../transfer/risks.ts';
import { jsonFlag, printJson } from './output.ts';

const verbs = ['add', 'update', 'list', 'remove'] as const;
type Verb = (typeof verbs)[number];

const spec = {
  summary: 'profiles of a team, read-only, from its git repository; changes come when you agree',
  usage: 'add <address|path> | update [name] | list | remove <name>',
  positionals: { least: 1, most: 2 },
  kinds: [{ oneOf: verbs }, 'catalog'],
  flags: {
    name: {
      value: 'name',
      kind: 'new-name',
      goesWith: 'add',
      help: 'add: what to call it; else the last part',
    },
    yes: { help: 'add, update: do not ask' },
    json: { ...jsonFlag, goesWith: 'list', help: 'list: as JSON' },
  },
  examples: [
    'cgw catalog add https://git.corp/platform/claude.git --name team',
    'cgw catalog update',
    'cgw copy team.bedrock mine',
  ],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [verb = '', word] = invocation.positionals;
  if (!isVerb(verb)) throw usage('catalog', `${quotedName(verb)} is not one of ${verbs.join(', ')}`);
  switch (verb) {
    case 'add':
      return add(word, invocation, io);
    case 'update':
      return update(word, invocation, io);
    case 'list':
      if (word !== undefined) throw usage('catalog', 'list takes no name');
      return list(invocation, io);
    case 'remove':
      return remove(word, io);
  }
}

function isVerb(text: string): text is Verb {
  return (verbs as readonly string[]).includes(text);
}

function catalogsOf({ catalogs = {} }: Config): Catalogs {
  return catalogs;
}

async function add(word: string | undefined, invocation: Invocation, io: Io): Promise<number> {
  if (word === undefined) throw usage('catalog', 'add needs the address of a repository');
  // Loaded here: what fetches and checks a catalog is heavy.
  const { catalogSource } = await import('../transfer/catalog-source.ts');
  const source = catalogSource(word, io);
  const name = flagValue(invocation, 'name') ?? source.suggested;
  const problem = catalogNameProblem(name);
  if (problem !== undefined)
    throw new UserError(
      exitCode.usage,
      `the name of the catalog ${quotedName(name)} ${problem}`,
      'choose one with --name, such as team',
    );
  const config = await readConfig(io);
  if (Object.hasOwn(catalogsOf(config), name))
    throw new UserError(
      exitCode.invalid,
      `there is a catalog ${name} already`,
      `cgw catalog update ${name} fetches its changes; --name NAME takes another name`,
    );
  const fresh = await fetched(name, source, io);
  const risks = await summarise(name, fresh, Object.keys(fresh.profiles), config, io);
  const question =
    risks.length === 0
      ? `Use these profiles as ${name}.NAME?`
      : 'Use these profiles, with what is marked with !?';
  if (!(await agreed(question, risks, invocation, io))) return exitCode.interrupted;
  await store(name, undefined, fresh, io);
  io.err(`added the catalog ${name} at ${shortCommit(fresh)}: ${count(fresh)}\n`);
  for (const line of needs(name, fresh, Object.keys(fresh.profiles), io)) io.err(`cgw: ${line}\n`);
  return exitCode.done;
}

async function fetched(name: string, source: CatalogSource, io: Io): Promise<PinnedCatalog> {
  const [{ fetchCatalog }, { readCatalog }] = await Promise.all([
    import('../transfer/catalog-git.ts'),
    import('../transfer/catalog-profiles.ts'),
  ]);
  // It may take long, and git may ask for a password.
  if (source.protocol !== 'file' && io.isTerminal('err')) io.err(`fetching ${source.address}\n`);
  const { commit, text } = await fetchCatalog(source, io);
  return { source: source.address, commit, profiles: readCatalog(text, name) };
}

/** Shows profiles with every field. @returns what of them needs consent, a line each */
async function summarise(
  catalog: string,
  { profiles }: PinnedCatalog,
  names: readonly string[],
  config: Config,
  io: Io,
): Promise<string[]> {
  const shown = names.flatMap(each => {
    const profile = profiles[each];
    return profile === undefined ? [] : [{ name: catalogedName(catalog, each), profile }];
  });
  // An entry of that name may be left from another catalog, which had the same.
  const entries = await entriesHere(shown);
  const marked: string[] = [];
  for (const { name, profile } of shown) {
    const risks = risksOf(name, profile, { config, entries });
    marked.push(...risks.map(risk => `${name}: ${riskText(risk)}`));
    io.err(summaryOf({ name, profile, secrets: [], notes: [] }, risks));
  }
  return marked;
}

/** @throws UserError (3) where nobody can be asked */
async function agreed(
  question: string,
  marked: readonly string[],
  { switches }: Invocation,
  io: Io,
): Promise<boolean> {
  if (switches.has('yes')) return true;
  const { askConsent } = await import('../base/ask.ts');
  const agrees = await askConsent(question, marked, io, {
    message: 'this needs your consent, and there is no terminal to ask in; nothing was changed',
    remedy: '--yes does it without asking',
  });
  if (!agrees) io.err('nothing was changed\n');
  return agrees;
}

/**
 * Puts a catalog into the config, or takes it out.
 * @param before what the user was shown: refused where it is no longer that
 * @returns the keychain entries that nothing uses any more, a line each
 */
async function store(
  name: string,
  before: PinnedCatalog | undefined,
  after: PinnedCatalog | undefined,
  io: Io,
): Promise<string[]> {
  const { kept } = await transact(io, async current => {
    const { [name]: held, ...others } = catalogsOf(current);
    if (!Bun.deepEquals(held, before))
      throw new UserError(
        exitCode.invalid,
        `the catalog ${name} was changed by another process meanwhile`,
        'try again',
      );
    return { config: replaceCatalogs(current, after === undefined ? others : { ...others, [name]: after }) };
  });
  const made = madeEntries(io);
  return keptTexts(kept.filter(account => made.has(account)));
}

async function update(word: string | undefined, invocation: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const names = word === undefined ? Object.keys(catalogsOf(config)) : [word];
  if (names.length === 0) io.err('there is no catalog; cgw catalog add takes one\n');
  let worst: number = exitCode.done;
  for (const name of names) {
    try {
      const code = await updateOne(name, pinned(name, config), invocation, io);
      if (code !== exitCode.done) return code;
    } catch (error) {
      // The server of one may be out of reach, and those of the others not.
      if (!(error instanceof UserError) || names.length === 1) throw error;
      io.err(`cgw: ${name}: ${error.message}\n     ${error.remedy}\n`);
      worst = Math.max(worst, error.exit);
    }
  }
  return worst;
}

/** @throws UserError (3) */
function pinned(name: string, config: Config): PinnedCatalog {
  const held = Object.hasOwn(catalogsOf(config), name) ? catalogsOf(config)[name] : undefined;
  if (held !== undefined) return held;
  const known = Object.keys(catalogsOf(config));
  throw new UserError(
    exitCode.invalid,
    `there is no catalog ${quotedName(name)}`,
    known.length === 0 ? 'cgw catalog add takes one' : `there is ${known.join(', ')}`,
  );
}

async function updateOne(
  name: string,
  before: PinnedCatalog,
  invocation: Invocation,
  io: Io,
): Promise<number> {
  const [{ catalogSource }, { catalogChanges }] = await Promise.all([
    import('../transfer/catalog-source.ts'),
    import('../transfer/catalog-profiles.ts'),
  ]);
  const fresh = await fetched(name, catalogSource(before.source, io), io);
  const changes = catalogChanges(name, before.profiles, fresh.profiles);
  if (changes.length === 0) {
    if (fresh.commit !== before.commit) await store(name, before, fresh, io);
    io.err(`${name} is up to date, at ${shortCommit(fresh)}\n`);
    return exitCode.done;
  }
  const config = await readConfig(io);
  const added = Object.keys(fresh.profiles).filter(each => !Object.hasOwn(before.profiles, each));
  io.err(`${name}: ${shortCommit(before)} → ${shortCommit(fresh)}\n`);
  for (const { text, weighty } of changes) io.err(`  ${weighty ? '!' : ' '} ${text}\n`);
  const risks = await summarise(name, fresh, added, config, io);
  const marked = [...changes.filter(each => each.weighty).map(({ text }) => text), ...risks];
  const question =
    marked.length === 0
      ? `Apply these changes to ${name}?`
      : `What is marked with ! decides where requests or credentials go. Apply it to ${name}?`;
  if (!(await agreed(question, marked, invocation, io))) return exitCode.interrupted;
  const notes = await store(name, before, fresh, io);
  io.err(`updated ${name} to ${shortCommit(fresh)}\n`);
  const gone = Object.keys(before.profiles).filter(each => !Object.hasOwn(fresh.profiles, each));
  for (const line of [...notes, ...stillNamed(name, gone, io, config), ...needs(name, fresh, added, io)])
    io.err(`cgw: ${line}\n`);
  return exitCode.done;
}

async function list({ switches }: Invocation, io: Io): Promise<number> {
  const all = Object.entries(catalogsOf(await readConfig(io)));
  if (switches.has('json')) {
    const catalogs = all.map(([name, { source, commit, profiles }]) => ({
      name,
      source,
      commit,
      profiles: Object.keys(profiles).map(each => catalogedName(name, each)),
    }));
    printJson(io, { catalogs });
    return exitCode.done;
  }
  if (all.length === 0) io.err('there is no catalog; cgw catalog add takes one\n');
  else
    showPage(
      size =>
        table(
          [
            [heading('Catalogs')],
            ...all.map(([name, each]) => [
              `  ${name}`,
              shortCommit(each),
              count(each),
              safeLine(each.source),
            ]),
          ],
          size,
        ),
      io,
    );
  return exitCode.done;
}

async function remove(name: string | undefined, io: Io): Promise<number> {
  if (name === undefined) throw usage('catalog', 'remove needs the name of a catalog');
  const config = await readConfig(io);
  const before = pinned(name, config);
  const notes = await store(name, before, undefined, io);
  io.err(
    `removed the catalog ${name}; cgw catalog add ${quotedWord(before.source)} --name ${name} brings it back\n`,
  );
  for (const line of [...notes, ...stillNamed(name, Object.keys(before.profiles), io, config)])
    io.err(`cgw: ${line}\n`);
  return exitCode.done;
}

/** A line for all that names profiles which are not there any more. */
function stillNamed(catalog: string, gone: readonly string[], io: Io, config: Config): string[] {
  const names = gone.map(each => catalogedName(catalog, each));
  const isGone = (name: string | undefined) => name !== undefined && names.includes(name);
  const { pin } = findPin(io.cwd);
  return [
    ...(isGone(config.default)
      ? [`the default is still ${config.default}: cgw default NAME changes it`]
      : []),
    ...Object.entries(config.roles)
      .filter(([, name]) => isGone(name))
      .map(([role, name]) => `the role @${role} is still ${name}: cgw role ${role} NAME changes it`),
    ...(pin !== undefined && isGone(pin.name)
      ? [`${safeLine(pin.file)} still names ${pin.name}: cgw pin NAME changes it`]
      : []),
    ...(isGone(io.environment.CGW_PROFILE)
      ? [`this shell is still under ${io.environment.CGW_PROFILE}: cgw use --off leaves it`]
      : []),
  ];
}

function needs(catalog: string, { profiles }: PinnedCatalog, names: readonly string[], io: Io): string[] {
  return names.flatMap(each => {
    const profile = profiles[each];
    return profile === undefined ? [] : neededHere(catalogedName(catalog, each), profile, io.environment);
  });
}

function count({ profiles }: PinnedCatalog): string {
  return counted(Object.keys(profiles).length, 'profile');
}

export const catalog: CommandModule = { spec, run };
