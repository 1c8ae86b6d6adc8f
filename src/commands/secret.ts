import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { fieldOf } from '../backends/index.ts';
import { isSecretValue, openGroupOf, type Profile, profileFields } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownPath } from '../base/masking.ts';
import { paragraph } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName, quotedWord } from '../base/quoting.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { assign } from '../profile/assignments.ts';
import { withProfile } from '../profile/changes.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { removeEntry, storeAndChange } from '../profile/keychain-changes.ts';
import { accountFor, keychainFields, namingField, withEntry } from '../profile/keychain-entries.ts';
import { requireName } from '../profile/names.ts';
import { profileNamed, repairableProfile } from '../profile/resolve.ts';
import { credentialValueProblem, problemsOf } from '../profile/rules.ts';
import { describeReference, parseReference } from '../secrets/reference.ts';
import { resolveReference } from '../secrets/resolve.ts';
import { unavailable } from '../secrets/secret.ts';
import { newSecretsFor } from './ask-secrets.ts';
import { jsonFlag, printJson } from './output.ts';

const verbs = ['set', 'remove', 'check'] as const;
type Verb = (typeof verbs)[number];

const spec = {
  summary: 'a credential in the system’s keychain: replace, delete or try it, without showing it',
  usage: 'set|remove|check <profile> <field>',
  positionals: { least: 3, most: 3 },
  kinds: [{ oneOf: verbs }, 'profile', 'credential-field'],
  flags: {
    stdin: { goesWith: 'set', help: 'set: the credential comes on stdin' },
    json: { ...jsonFlag, goesWith: 'check', help: 'check: as JSON' },
  },
  examples: [
    'cgw secret set litellm token',
    'pbpaste | cgw secret set litellm token --stdin',
    'cgw secret check litellm token',
    'cgw secret remove litellm headers.x-api-key',
  ],
} as const satisfies CommandSpec;

/** Everything about one field of one profile. */
type Place = { readonly name: string; readonly path: string };

async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const [verb = '', name = '', path = ''] = positionals;
  requireName('profile', name);
  if (!isVerb(verb)) throw usage('secret', `${quotedName(verb)} is not one of ${verbs.join(', ')}`);
  const place = { name, path };
  switch (verb) {
    case 'set':
      return set(place, switches.has('stdin'), io);
    case 'remove':
      return remove(place, io);
    case 'check':
      return check(place, switches.has('json'), io);
  }
}

function isVerb(text: string): text is Verb {
  return (verbs as readonly string[]).includes(text);
}

/** An entry that is shared gets the new value for all; a credential from elsewhere becomes an entry of its own. */
async function set({ name, path }: Place, fromStdin: boolean, io: Io): Promise<number> {
  const make = (base: Profile): Profile => {
    requireCredentialField(name, base, path);
    const held = keychainFields(base).find(entry => entry.path === path)?.account;
    return held === undefined ? withEntry(base, path, accountFor(name, path)) : base;
  };
  const secrets = await newSecretsFor(io, name, [path], fromStdin ? path : undefined, 'secret set', config =>
    make(repairableProfile(config, name)),
  );
  if (secrets === undefined) {
    io.err('nothing was changed\n');
    return exitCode.interrupted;
  }
  const outcome = await storeAndChange(io, name, secrets, 'secret set', config =>
    changed(config, name, make),
  );
  const base = repairableProfile(outcome.before, name);
  const before = referenceIn(base, path);
  const account = keychainFields(outcome.after.profiles[name]).find(entry => entry.path === path)?.account;
  const reference = `keychain:${account}`;
  const was =
    before === undefined || before === reference ? '' : `, no longer ${heldText(base, path, before)}`;
  io.err(`${name} ${path} is ${reference} with the new value${was}\n`);
  if (was.endsWith(inFile)) io.err('config.json.bak still holds it until the next change\n');
  for (const note of outcome.notes) io.err(`${note}\n`);
  return exitCode.done;
}

const inFile = 'what stood in the file';

/** What a field held, for people: a key that stood in the file is not repeated. */
function heldText({ backend }: Profile, path: string, text: string): string {
  if (isWordOf(backend, path, text)) return text;
  return 'problem' in parseReference(text) ? inFile : describeReference(text);
}

function isWordOf(backend: BackendId, path: string, text: string): boolean {
  const field = fieldOf(backend, path);
  return field?.kind === 'credential' && field.words?.some(word => word === text) === true;
}

function changed(config: Config, name: string, make: (base: Profile) => Profile): Config {
  const base = profileNamed(name, config);
  const profile = make(base);
  return profile === base ? config : withProfile(config, name, profile);
}

async function remove(place: Place, io: Io): Promise<number> {
  const { name, path } = place;
  const notes = await removeEntry(
    io,
    name,
    config => {
      const profile = repairableProfile(config, name);
      const account = removableEntry(profile, place);
      return { account, config: withProfile(config, name, without(profile, path)) };
    },
    `cgw edit ${name} --unset ${quotedWord(path)} takes the field out, and leaves the entry`,
  );
  io.err(`${name} has no ${path} any more\n`);
  for (const note of notes) io.err(`${note}\n`);
  return exitCode.done;
}

function without(profile: Profile, path: string): Profile {
  return assign(profile, { set: [], secret: [], unset: [path] });
}

/** @throws UserError (3) when the field is not a keychain entry, or the backend needs the field. */
function removableEntry(profile: Profile, { name, path }: Place): string {
  const reference = referenceIn(profile, path);
  if (reference === undefined) throw notSet(name, path);
  const account = keychainFields(profile).find(entry => entry.path === path)?.account;
  const isNeeded = problemsOf(without(profile, path)).length > problemsOf(profile).length;
  if (account === undefined)
    throw new UserError(
      exitCode.invalid,
      `${name} ${path} is ${describeReference(reference)}, which is not a keychain entry`,
      isNeeded
        ? `${name} needs ${path}: cgw secret set ${name} ${quotedWord(path)} puts it into the keychain, cgw remove ${name} removes the profile`
        : `cgw edit ${name} --unset ${quotedWord(path)} takes the field out`,
    );
  if (isNeeded)
    throw new UserError(
      exitCode.invalid,
      `${name} needs ${path}, so its keychain entry ${account} stays`,
      `cgw secret set ${name} ${quotedWord(path)} replaces its value, cgw edit ${name} --secret ${quotedWord(`${path}=env:NAME`)} takes it from elsewhere, cgw remove ${name} removes both`,
    );
  return account;
}

/** Fetches the credential as a launch would, and says so. */
async function check({ name, path }: Place, json: boolean, io: Io): Promise<number> {
  const profile = profileNamed(name, await readConfig(io));
  requireCredentialField(name, profile, path);
  const text = referenceIn(profile, path);
  if (text === undefined) throw notSet(name, path);
  if (isWordOf(profile.backend, path, text))
    throw new UserError(
      exitCode.invalid,
      `${name} ${path} is ${text}: it does not refer to a credential that can be tried`,
      `cgw show ${name} shows what it means`,
    );
  const reference = describeReference(text);
  try {
    const value = await resolveReference(text, io).catch(error => {
      throw namingField(error, name, profile);
    });
    const problem = credentialValueProblem(path, value);
    if (problem !== undefined) throw unavailable(text, problem, 'put the bare credential there, on one line');
    const characters = [...value].length;
    if (json) printJson(io, { profile: name, field: path, reference, available: true, characters });
    else
      showPage(
        size => paragraph(`${name} ${path}: ${reference} is available (${characters} characters)`, size),
        io,
      );
    return exitCode.done;
  } catch (error) {
    if (!json || !(error instanceof UserError)) throw error;
    const { message, remedy } = error;
    printJson(io, { profile: name, field: path, reference, available: false, reason: message, remedy });
    return error.exit;
  }
}

function referenceIn(profile: Profile, path: string): string | undefined {
  const value = profileFields(profile).find(entry => entry.path === path)?.value;
  if (isSecretValue(value)) return value.secret;
  return typeof value === 'string' ? value : undefined;
}

/** @throws UserError (3) */
function requireCredentialField(name: string, { backend }: Profile, path: string): void {
  const field = fieldOf(backend, path);
  const group = openGroupOf(path)?.group;
  if (field?.kind === 'credential' || (field === undefined && (group === 'headers' || group === 'env')))
    return;
  throw new UserError(
    exitCode.invalid,
    `${shownPath(path)} is not a field for a credential`,
    `cgw show ${name} shows the fields of the profile`,
  );
}

function notSet(name: string, path: string): UserError {
  return new UserError(
    exitCode.invalid,
    `${name} has no ${shownPath(path)}`,
    `cgw secret set ${name} ${quotedWord(shownPath(path))} puts one into the keychain`,
  );
}

export const secret: CommandModule = { spec, run };
