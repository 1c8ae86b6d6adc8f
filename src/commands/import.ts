import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { isUnlikelyName } from '../base/key-looks.ts';
import { rememberSecret } from '../base/masking.ts';
import { quotedWord } from '../base/quoting.ts';
import { exportLine } from '../base/variables-here.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { requireName } from '../profile/names.ts';
import { addImported, isAlreadyStored, withImported } from '../transfer/add-imported.ts';
import { chosenProfiles, leftOutText, safeOnes } from '../transfer/choose.ts';
import { entriesHere } from '../transfer/entries-here.ts';
import { documentOf } from '../transfer/formats/cgw.ts';
import type { ImportedProfile, Recognised } from '../transfer/imported.ts';
import {
  type PlacedProfiles,
  placeSecrets,
  type SecretPlace,
  secretPlaces,
} from '../transfer/plain-secrets.ts';
import { neededHere } from '../transfer/references.ts';
import { risksOf, riskText, summaryOf } from '../transfer/risks.ts';
import { printJson } from './output.ts';

const spec = {
  summary:
    'take profiles over: an export, settings of Claude Code, lines of an rc file, another switcher’s file',
  usage: '<file|-> [profile…]',
  positionals: { least: 1, most: Number.POSITIVE_INFINITY },
  kinds: ['file', 'new-name'],
  flags: {
    secrets: {
      value: secretPlaces.join('|'),
      kind: { oneOf: secretPlaces },
      help: 'where plain credentials of the file go: into the keychain, or into variables that you export',
    },
    as: { value: 'name', kind: 'new-name', help: 'another name for the profile, if the file has only one' },
    replace: { help: 'replace profiles of the same names' },
    trust: { help: 'do not ask about what runs programs or sends something from this machine' },
    'dry-run': { help: 'print what would come, as an export, and change nothing' },
  },
  examples: [
    'cgw import profiles.json',
    'cgw import ~/.claude/settings.json --as work --secrets keychain',
    'cgw import ~/.cc-switch/cc-switch.db --secrets keychain --dry-run',
  ],
} as const satisfies CommandSpec;

/** What no profile can be made of is left out with its reason; of the rest, all or nothing. */
async function run(invocation: Invocation, io: Io): Promise<number> {
  const { positionals, switches } = invocation;
  const [file = '', ...names] = positionals;
  const as = nameMeant(flagValue(invocation, 'as'));
  const place = placeMeant(flagValue(invocation, 'secrets'));
  // Loaded here: what reads and checks JSON is heavy.
  const { readImport, whereOf } = await import('../transfer/read.ts');
  const where = whereOf(file);
  const found = withoutSealed(safeOnes(await readImport(file, io)), place);
  const isAll = names.length === 0 && found.incoming.length + found.leftOut.length > 1;
  if (isAll) for (const each of found.leftOut) io.err(`cgw: ${leftOutText(each)}\n`);
  const wanted = chosenProfiles(found, names, as, where);
  const config = await readConfig(io);
  const risks = await show(wanted, config, io);
  const { incoming: ready, placed } = placedBy(place, wanted, where);
  const replace = switches.has('replace');
  withImported(config, ready, replace);
  if (switches.has('dry-run')) {
    const completed = ready.flatMap(({ name, fromPreset }) =>
      fromPreset === undefined ? [] : [[name, fromPreset] as const],
    );
    const profiles = ready.map(({ name, profile }) => [name, profile] as const);
    printJson(io, documentOf(Object.fromEntries(profiles), Object.fromEntries(completed)));
    return exitCode.done;
  }
  const arriving = ready.filter(each => !isAlreadyStored(config, each));
  const open = [...risks, ...(place === 'env' ? takenVariables(placed, io.environment) : [])].filter(
    ({ name }) => arriving.some(each => each.name === name),
  );
  if (open.length > 0 && !switches.has('trust') && !(await isTrusted(open, io))) {
    io.err('nothing was imported\n');
    return exitCode.interrupted;
  }
  const kept = await addImported(io, arriving, place === 'keychain' ? placed : [], replace);
  const exports = place === 'env' ? placed : [];
  const lines = [
    ...kept,
    ...exports.map(
      ({ profile, path, at }) => `${profile}: ${exportLine(at, '…')}, the ${path} that stands in ${where}`,
    ),
    // What got its place just now is told of, or is there.
    ...arriving
      .filter(({ name }) => !placed.some(({ profile }) => profile === name))
      .flatMap(({ name, profile }) => neededHere(name, profile, io.environment)),
  ];
  io.err(lines.map(line => `cgw: ${line}\n`).join('') + doneText(ready, arriving));
  return exitCode.done;
}

/** What of a profile needs consent, in a line. */
type OpenRisk = { readonly name: string; readonly line: string };

/** Says what would come. @returns what needs consent */
async function show(wanted: readonly ImportedProfile[], config: Config, io: Io): Promise<OpenRisk[]> {
  const here = { config, entries: await entriesHere(wanted) };
  const looked = wanted.map(each => ({ each, risks: risksOf(each.name, each.profile, here) }));
  io.err(looked.map(({ each, risks }) => summaryOf(each, risks)).join(''));
  // Not before: what a file calls its credential could hide what was shown just now.
  for (const { secrets } of wanted) for (const { value } of secrets) if (value) rememberSecret(value);
  return looked.flatMap(({ each: { name }, risks }) => risks.map(risk => ({ name, line: riskText(risk) })));
}

/** A file can call its profile so that the variable for its credential is one of the user’s, with another in it. */
function takenVariables(placed: PlacedProfiles['placed'], environment: Environment): OpenRisk[] {
  return placed
    .filter(({ at }) => Boolean(environment[at]))
    .map(({ profile, path, at }) => ({
      name: profile,
      line: `${path} is to come from ${at}, which is exported here already`,
    }));
}

/** @throws UserError (3) when no profile may be called that */
function nameMeant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  requireName('profile', text);
  if (!isUnlikelyName(text)) return text;
  throw new UserError(
    exitCode.invalid,
    'the name for the profile looks like a credential, so it is neither shown nor saved',
    'choose a name such as litellm-work',
  );
}

function placeMeant(text: string | undefined): SecretPlace | undefined {
  const place = secretPlaces.find(each => each === text);
  if (text !== undefined && place === undefined)
    throw usage('import', `--secrets is one of ${secretPlaces.join(', ')}`);
  return place;
}

/** @throws UserError (3) when there are plain credentials and nobody said where they go; they are not repeated. */
function placedBy(
  place: SecretPlace | undefined,
  wanted: readonly ImportedProfile[],
  where: string,
): PlacedProfiles {
  const plain = wanted.flatMap(({ name, secrets }) => secrets.map(({ path }) => ({ name, path })));
  const fields = (all: typeof plain) => all.map(({ name, path }) => `${name} ${path}`).join(', ');
  if (plain.length > 0 && place === undefined)
    throw new UserError(
      exitCode.invalid,
      `${where} holds credentials in plain text (${fields(plain)}), which cgw does not store; nothing was imported`,
      '--secrets keychain puts them into the system’s keychain, --secrets env makes profiles that take them from variables',
    );
  return place === undefined ? { incoming: wanted, placed: [] } : placeSecrets(wanted, place);
}

/** What only the program that wrote a file can read has no way into the keychain; variables can be given a value. */
function withoutSealed({ incoming, leftOut }: Recognised, place: SecretPlace | undefined): Recognised {
  if (place !== 'keychain') return { incoming, leftOut };
  const sealed = incoming.flatMap(({ name, secrets }) => {
    const [first] = secrets.filter(({ value }) => value === undefined);
    return first === undefined
      ? []
      : [
          {
            name,
            why: `only ccx can read its ${first.path}, which it encrypted`,
            remedy: `import it with --secrets env, then cgw secret set ${name} ${quotedWord(first.path)}`,
          },
        ];
  });
  return {
    incoming: incoming.filter(({ name }) => !sealed.some(each => each.name === name)),
    leftOut: [...leftOut, ...sealed],
  };
}

/** @throws UserError (3) where nobody can be asked */
async function isTrusted(open: readonly OpenRisk[], io: Io): Promise<boolean> {
  io.err('\n');
  const { askConsent } = await import('../base/ask.ts');
  return askConsent(
    'Import what is marked with ! as well?',
    open.map(({ name, line }) => `${name}: ${line}`),
    io,
    {
      message:
        'what is marked with ! needs your consent, and there is no terminal to ask in; nothing was imported',
      remedy: '--trust imports it without asking',
    },
  );
}

function doneText(ready: readonly ImportedProfile[], arriving: readonly ImportedProfile[]): string {
  const names = (all: readonly ImportedProfile[]) => all.map(({ name }) => name).join(', ');
  const there = ready.filter(each => !arriving.includes(each));
  return [
    ...(arriving.length > 0 ? [`imported ${names(arriving)}\n`] : []),
    ...(there.length > 0 ? [`${names(there)}: already there, and the same\n`] : []),
  ].join('');
}

export const importCommand: CommandModule = { spec, run };
