import { commonFields } from '../backends/common.ts';
import { fieldOf } from '../backends/index.ts';
import { isSecretValue, type Profile, profileFields, withField } from '../backends/profile.ts';
import { programsOf, settingsOf } from '../backends/settings.ts';
import { isUnlikelyName } from '../base/key-looks.ts';
import { shownPath } from '../base/masking.ts';
import { safeLine } from '../base/terminal-text.ts';
import { claudeCandidates } from '../detect/claude-code.ts';
import { fieldsFrom, type Helper, withoutShared } from '../detect/fields.ts';
import { onePasswordReference } from '../detect/helper-command.ts';
import { freeProfileName, type OfferDraft, offersFrom } from '../detect/offer.ts';
import type { FoundVariables } from '../detect/variables.ts';
import { isSecretValueOf, ownedVariable } from '../env/variables.ts';
import { type ImportedProfile, type PlainSecret, secretMarker } from './imported.ts';
import { extractPlainSecrets, referenceTo } from './plain-secrets.ts';

/** What a file says of a variable: a text, where its credential is, or what only a shell or its own program can read. */
export type VariableValue =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'reference'; readonly reference: string }
  | { readonly is: 'computed' }
  | { readonly is: 'encrypted' };

export type VariableValues = ReadonlyMap<string, VariableValue>;

/** Variables with texts. */
export function textValues(texts: Readonly<Record<string, string>>): VariableValues {
  return new Map(Object.entries(texts).map(([name, text]) => [name, { is: 'text', text }]));
}

/** `$NAME` and `${NAME}`, where that is all. */
export function variableMeant(text: string): string | undefined {
  const [, plain, braced] = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(text) ?? [];
  return plain ?? braced;
}

/** A set of Claude Code’s variables, as some file holds them. */
export type VariableSet = {
  /** What the file calls it, if anything. */
  readonly called: string | undefined;
  readonly values: VariableValues;
  readonly helper: Helper | undefined;
  readonly where: string;
  /** What the profile is, where the file says so in words of its own; the variables stand beside it. */
  readonly offer?: OfferDraft;
  readonly notes?: readonly string[];
};

/**
 * The profile that variables come to: the backend that Claude Code would use with them. Nothing of this machine is
 * mixed in.
 * @param taken names that others of the same file have
 * @returns undefined when they do not say of any backend
 */
export function fromVariables(written: VariableSet, taken: readonly string[]): ImportedProfile | undefined {
  const { set, notes } = understood(written);
  const [first] = claudeCandidates(variablesOf(set), {
    environment: {},
    awsRegion: () => undefined,
    googleProject: undefined,
    helper: set.helper,
  });
  const evidence = set.offer ?? first;
  if (evidence === undefined) return undefined;
  const beside = fieldsFrom(sharedFields, variablesOf(set), {});
  const fields = { ...evidence.fields, ...beside.fields };
  const [finding] = offersFrom([{ ...evidence, fields, notes: [] }]);
  if (finding === undefined) return undefined;
  const placed = plainOnes(finding.profile, set.values);
  const lifted = extractPlainSecrets(withHeaders(placed.profile, set.values));
  const wish = set.called === undefined || isUnlikelyName(set.called) ? finding.name : set.called;
  const name = freeProfileName(wish, finding.preset, taken);
  const left = leftOut(placed.profile, set);
  const added = profileFields(finding.profile)
    .map(({ path }) => path)
    .filter(path => fields[path] === undefined);
  return {
    name,
    profile: lifted.profile,
    secrets: [...placed.secrets, ...lifted.secrets],
    ...(added.length > 0 ? { fromPreset: { preset: finding.preset, fields: added } } : {}),
    notes: [
      ...(name === wish ? [] : [`called ${safeLine(wish)} there`]),
      ...notes,
      ...evidence.notes,
      ...(finding.note === null ? [] : [finding.note]),
      ...(left.length > 0 ? [`not taken over: ${fewOf(left)}`] : []),
    ],
  };
}

/** The set without credentials that are none, and with what 1Password would put in their places as references. */
function understood(set: VariableSet): { set: VariableSet; notes: string[] } {
  const values = new Map<string, VariableValue>();
  const notes = [...(set.notes ?? [])];
  for (const [name, value] of set.values) {
    const text = value.is === 'text' && ownedVariable(name)?.kind === 'credential' ? value.text : '';
    const reference = onePasswordReference(text);
    if (isExample(text)) notes.push(`${name} is an example text, not a key`);
    else values.set(name, reference === undefined ? value : { is: 'reference', reference });
  }
  return { set: { ...set, values }, notes };
}

/** What the makers of a file put where the key goes. */
function isExample(text: string): boolean {
  return /^<.*>$|^(sk-)?(ant-)?(x{3,}|\*{3,}|\.{3}|…|your[-_ ].*(key|token)([-_ ]here)?)$/i.test(text);
}

/**
 * Fields of variables that other programs read too. Of a machine as it stands they say nothing; a file that sets them
 * beside Claude Code’s own means them.
 */
const sharedFields = Object.fromEntries(
  Object.entries(commonFields).filter(([path]) => !Object.hasOwn(withoutShared(commonFields), path)),
);

/** The stand-in of one variable: it tells which field has its credential. */
function standInFor(name: string): string {
  return `${secretMarker}_${name}`;
}

/** The variables for those who read them; what only a shell could work out is none. */
function variablesOf({ values, where }: VariableSet): FoundVariables {
  const variables = new Map<string, { value: string; where: string; reference?: string }>();
  for (const [name, value] of values) {
    // The headers have fields of their own.
    if (name === headersVariable) continue;
    if (value.is === 'text' && value.text !== '')
      variables.set(name, { value: value.text, where, ...secretPart(name, value.text) });
    // Anything else than a credential is stored as it is, so it must be known.
    if (ownedVariable(name)?.kind !== 'credential') continue;
    if (value.is === 'reference')
      variables.set(name, { value: value.reference, where, reference: value.reference });
    if (value.is === 'encrypted')
      variables.set(name, { value: standInFor(name), where, reference: standInFor(name) });
  }
  return variables;
}

function secretPart(name: string, text: string): { reference?: string } {
  return isSecretValueOf(name, text) ? { reference: standInFor(name) } : {};
}

/** The credentials that stand in plain text in the variables, by the fields that they belong to. */
function plainOnes(profile: Profile, values: VariableValues): { profile: Profile; secrets: PlainSecret[] } {
  const secrets: PlainSecret[] = [];
  let placed = profile;
  for (const { path, value } of profileFields(profile)) {
    if (fieldOf(profile.backend, path)?.kind !== 'credential') continue;
    for (const [name, plain] of values) {
      if (value !== standInFor(name)) continue;
      secrets.push({ path, value: plain.is === 'text' ? plain.text : undefined });
      placed = withField(placed, path, referenceTo(path, secretMarker, undefined));
    }
  }
  return { profile: placed, secrets };
}

const headersVariable = 'ANTHROPIC_CUSTOM_HEADERS';

/** `Name: Value`, one a line. */
function withHeaders(profile: Profile, values: VariableValues): Profile {
  const headers = values.get(headersVariable);
  if (headers?.is !== 'text') return profile;
  return headers.text.split(/\r?\n|\\n/).reduce((held, line) => {
    const [, name, value] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined || value === '') return held;
    const [, scheme, place = ''] = /^(?:([A-Za-z-]+) +)?(.*)$/.exec(value) ?? [];
    const reference = onePasswordReference(place);
    const path = `headers.${name}`;
    return withField(held, path, reference === undefined ? value : referenceTo(path, reference, scheme));
  }, profile);
}

/** Other names of variables that a profile sets. */
const aliases: { readonly [name: string]: string } = {
  ANTHROPIC_SMALL_FAST_MODEL: 'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  AWS_DEFAULT_REGION: 'AWS_REGION',
};

/** What the profile does not have; of models and features the evidence says so itself. */
function leftOut(profile: Profile, { values, helper }: VariableSet): string[] {
  const kept = [...settingsOf(profile).map(({ name }) => name), ...Object.keys(programsOf(profile) ?? {})];
  const names = [...values].flatMap(([name, value]) => {
    const kind = ownedVariable(name)?.kind;
    const told = value.is === 'text' && (kind === 'model' || kind === 'shape' || kind === 'feature');
    const off = value.is === 'text' && /^(0|false|no|off)?$/i.test(value.text);
    const held = kept.includes(name) || kept.includes(aliases[name] ?? '');
    return told || off || held || (name === headersVariable && value.is === 'text') ? [] : [name];
  });
  const helped = profileFields(profile).some(
    ({ value }) => (isSecretValue(value) ? value.secret : value) === helper?.reference,
  );
  return helper === undefined || helped ? names : [...names, 'apiKeyHelper'];
}

const mostNamed = 8;

function fewOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).map(shownPath).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
