import { fieldOf } from '../backends/index.ts';
import { isSecretValue, type Profile, profileFields } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { isRecord, parseJson } from '../base/json.ts';
import { syntaxProblem } from '../base/json-syntax.ts';
import { shownPath } from '../base/masking.ts';
import { quotedName } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import { catalogedName, type PinnedCatalog } from '../profile/config.ts';
import { accountFor, credentialReferences, keychainFields, withEntry } from '../profile/keychain-entries.ts';
import { nameProblem } from '../profile/names.ts';
import { problemsOf } from '../profile/rules.ts';
import type { Reference } from '../secrets/reference.ts';
import { catalogFile } from './catalog-git.ts';
import { exposedIn } from './exposed-secrets.ts';
import { isDocument, readDocument } from './formats/cgw.ts';
import type { ImportedProfile } from './imported.ts';
import { fieldText, settingRisks } from './risks.ts';

/** More than a team has. */
const mostProfiles = 200;

/** A reason why a profile of a catalog is not taken. */
export type Refusal = { readonly name: string; readonly path: string; readonly why: string };

/** References that each user fills in by himself; the others read or run what is on his machine. */
const references: { readonly [Kind in Reference['kind']]: string | undefined } = {
  env: undefined,
  keychain: undefined,
  placeholder: undefined,
  file: 'reads a file of whoever uses it',
  cmd: 'runs a program',
};

/**
 * What a catalog may not hold of a profile: a credential, what runs a program or reads files, other settings for
 * Claude Code, variables of other programs, signs that a terminal obeys.
 */
export function refusalsOf(
  name: string,
  { profile, secrets }: Pick<ImportedProfile, 'profile' | 'secrets'>,
): Refusal[] {
  const plain = secrets.map(({ path }) => ({
    path: shownPath(path),
    why: 'holds a credential in plain text',
  }));
  const exposed = exposedIn(
    profile,
    secrets.flatMap(({ value }) => value ?? []),
  ).map(path => ({ path, why: 'holds what looks like a credential' }));
  const invalid = problemsOf(profile).map(({ path, message }) => ({ path: shownPath(path), why: message }));
  // Only a profile of a known backend has fields that mean something.
  const meant = problemsOf(profile).some(({ path }) => path === '' || path === 'backend')
    ? []
    : [
        ...profileFields(profile).flatMap(({ path, value }) => [
          ...settingRisks(profile.backend, path, value).map(why => ({ path: shownPath(path), why })),
          ...(path === 'toolVariables' ? [{ path, why: 'hands credentials to what a project starts' }] : []),
          ...(textsOf(value).some(text => safeLine(text) !== text)
            ? [{ path: shownPath(path), why: 'holds a sign that a terminal obeys or hides' }]
            : []),
        ]),
        ...credentialReferences(profile).flatMap(({ path, reference }) => {
          const why = references[reference.kind];
          return why === undefined
            ? []
            : [{ path: shownPath(path), why: `is ${reference.kind}:…, which ${why}` }];
        }),
      ];
  return [...plain, ...exposed, ...invalid, ...meant].map(each => ({ name, ...each }));
}

function textsOf(value: unknown): string[] {
  if (isSecretValue(value)) return [value.secret, value.scheme ?? ''];
  return typeof value === 'string' ? [value] : [];
}

/** What is refused, a line each. */
export function refusalText({ name, path, why }: Refusal): string {
  return `${quotedName(name)}: ${path === '' ? '' : `${path} `}${safeLine(why)}`;
}

/**
 * The profiles of a catalog’s file, all of them or none. A keychain reference means an entry of the user’s own, whatever it
 * is called there.
 * @param catalog what the user calls it
 * @throws UserError (3) naming every profile and field that is refused
 */
export function readCatalog(text: string, catalog: string): PinnedCatalog['profiles'] {
  const raw = parseJson(text);
  if (raw === undefined) throw unreadable(syntaxProblem(text));
  if (!isRecord(raw) || !isDocument(raw)) throw unreadable('it is not what cgw export prints');
  const { incoming, leftOut } = readDocument(raw, catalogFile);
  if (incoming.length > mostProfiles) throw unreadable(`it holds more than ${mostProfiles} profiles`);
  const refused = [
    ...leftOut.map(({ name, why }) => ({ name, path: '', why })),
    ...incoming.flatMap(each => refusalsOf(each.name, each)),
    ...incoming.flatMap(({ name }) => {
      const problem = nameProblem(catalogedName(catalog, name));
      return problem === undefined
        ? []
        : [{ name, path: '', why: `with the name of the catalog it ${problem}` }];
    }),
  ];
  if (refused.length > 0) throw refusedCatalog(refused);
  return Object.fromEntries(
    incoming.map(({ name, profile }) => [name, withOwnEntries(catalogedName(catalog, name), profile)]),
  );
}

/** The profile with its keychain references naming entries that cgw makes for it here. */
function withOwnEntries(name: string, profile: Profile): Profile {
  return keychainFields(profile).reduce(
    (changed, { path }) => withEntry(changed, path, accountFor(name, path)),
    profile,
  );
}

const shownRefusals = 20;

function refusedCatalog(refused: readonly Refusal[]): UserError {
  const lines = refused.slice(0, shownRefusals).map(each => `\n     ${refusalText(each)}`);
  const more = refused.length - lines.length;
  return new UserError(
    exitCode.invalid,
    `the catalog is refused:${lines.join('')}${more > 0 ? `\n     and ${more} more` : ''}`,
    `nothing was changed; cgw export --catalog > ${catalogFile} writes what is taken`,
  );
}

function unreadable(why: string): UserError {
  return new UserError(
    exitCode.invalid,
    `${catalogFile}: ${why}`,
    `nothing was changed; cgw export --catalog > ${catalogFile} makes one`,
  );
}

/** A change of a catalog. `weighty`: it says where requests or credentials go. */
export type CatalogChange = { readonly text: string; readonly weighty: boolean };

/** What becomes of a catalog’s profiles, a line for each that comes or goes and for each field. */
export function catalogChanges(
  catalog: string,
  before: PinnedCatalog['profiles'],
  after: PinnedCatalog['profiles'],
): CatalogChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap(name => {
    const [was, is] = [profileIn(before, name), profileIn(after, name)];
    const shown = catalogedName(catalog, name);
    if (is === undefined) return [{ text: `${shown} is removed`, weighty: false }];
    if (was === undefined) return [{ text: `${shown} is added`, weighty: false }];
    return fieldChanges(shown, was, is);
  });
}

function profileIn(profiles: PinnedCatalog['profiles'], name: string): Profile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}

function fieldChanges(name: string, was: Profile, is: Profile): CatalogChange[] {
  const [before, after] = [was, is].map(
    profile =>
      new Map([
        ['backend', profile.backend],
        ...profileFields(profile).map(each => [each.path, each.value] as const),
      ]),
  );
  const paths = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return paths.flatMap(path => {
    const [old, now] = [before?.get(path), after?.get(path)];
    if (Bun.deepEquals(old, now)) return [];
    const text = `${name} ${shownPath(path)}: ${valueText(old)} → ${valueText(now)}`;
    return [{ text, weighty: [was, is].some(({ backend }) => isWeighty(backend, path)) }];
  });
}

function valueText(value: unknown): string {
  return value === undefined ? 'none' : fieldText(value);
}

/** Fields of which a change sends requests or credentials elsewhere, besides credentials themselves. */
const destinations = ['backend', 'baseUrl', 'resource', 'awsProfile', 'project', 'projectId', 'workspaceId'];

function isWeighty(backend: Profile['backend'], path: string): boolean {
  const kind = fieldOf(backend, path)?.kind;
  return (
    kind === 'credential' || kind === 'url' || destinations.includes(path) || path.startsWith('headers.')
  );
}
