import { urlAdvice } from '../backends/base-url.ts';
import { modelTableOf, newerModel } from '../backends/default-models.ts';
import { backends, fieldOf } from '../backends/index.ts';
import { modelFields } from '../backends/model-fields.ts';
import { nameAdvice } from '../backends/model-names.ts';
import { isSecretValue, type Profile, profileFields } from '../backends/profile.ts';
import { modelAliases } from '../backends/providers.ts';
import { nearRetirement } from '../backends/retirements.ts';
import type { Environment } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { quotedWord } from '../base/quoting.ts';
import { exportLine, valueIn } from '../base/variables-here.ts';
import { shownValue, withoutSecret } from '../env/shown-value.ts';
import { isOwned } from '../env/variables.ts';
import { credentialReferences } from './keychain-entries.ts';
import { presetOf } from './presets.ts';
import { addCommand } from './resolve.ts';
import { problemsOf } from './rules.ts';

/**
 * What is odd about a field of a profile, before the first request fails. It is a warning: a gateway of one’s own may
 * want it so.
 */
export type FieldAdvice = {
  readonly path: string;
  readonly what: string;
  /** What it should rather be, where that may be shown. */
  readonly corrected: string | null;
  /** The command line that puts it right. */
  readonly command: string | null;
  /** The line for the shell’s start-up file without which that is not enough. */
  readonly rcLine?: string;
};

/**
 * All of it: the base URL first.
 * @param from the preset it is made from; else the one of the same name
 */
export function adviceOn(name: string, profile: Profile, from = name): FieldAdvice[] {
  const url = baseUrlAdvice(name, profile, from);
  return [
    ...(url === undefined ? [] : [url]),
    ...modelAdvice(name, profile),
    ...retirementAdvice(name, profile),
    ...clearedAdvice(name, profile, from),
  ];
}

/** The models that a profile names, by their fields. */
function modelsOf(profile: Profile): [path: string, model: string][] {
  return profileFields(profile).flatMap(({ path, value }) =>
    typeof value === 'string' && modelFields.some(field => field.path === path) ? [[path, value]] : [],
  );
}

/** Models of a profile that retire within 60 days, or have retired. */
function retirementAdvice(name: string, profile: Profile): FieldAdvice[] {
  const { provider } = backends[profile.backend];
  return modelsOf(profile).flatMap(([path, model]) => {
    const near = nearRetirement(model, provider, Date.now());
    if (near === undefined) return [];
    const newer = profile.backend.startsWith('gateway')
      ? undefined
      : newerModel(model, provider, modelTableOf(undefined));
    const shown = shownValue('ANTHROPIC_MODEL', model);
    return [
      {
        path,
        what: `${path} ${shown} ${near.isPast ? 'retired' : 'retires'} on ${near.day}; name a newer model`,
        corrected: null,
        command: newer === undefined ? null : corrects(name, path, newer),
      },
    ];
  });
}

/** The advice on a base URL; undefined where nothing is odd. @param from as `adviceOn` */
export function baseUrlAdvice(name: string, profile: Profile, from = name): FieldAdvice | undefined {
  const advice = urlAdvice(profile, presetOf(from)?.fill?.baseUrl);
  if (advice === undefined) return undefined;
  const { why, preset } = advice;
  // An address may have a key in its path.
  const shown = advice.corrected === null ? null : withoutSecret('ANTHROPIC_BASE_URL', advice.corrected);
  const corrected = shown === advice.corrected ? shown : null;
  const other = preset === null ? undefined : presetOf(preset);
  return {
    path: 'baseUrl',
    what: `baseUrl ${why}${preset === null ? '' : `; the preset ${preset} is for that`}`,
    corrected,
    command:
      corrected !== null
        ? corrects(name, 'baseUrl', corrected)
        : advice.corrected === null && preset !== null && other !== undefined
          ? addCommand('NEW-NAME', preset, other)
          : null,
  };
}

/**
 * The advice on models that a profile names. A gateway may call a model as it likes, so of one in Anthropic’s format
 * nothing is said.
 * @param region in which AWS is asked
 */
export function modelAdvice(name: string, profile: Profile, region = ownRegion(profile)): FieldAdvice[] {
  const { provider } = backends[profile.backend];
  if (profile.backend === 'gateway') return [];
  return modelsOf(profile).flatMap(([path, model]) => {
    const advice = nameAdvice(provider, model, region);
    if (advice === undefined) return [];
    const { why, corrected } = advice;
    const command = corrected === null ? null : corrects(name, path, corrected);
    return [{ path, what: `${path} ${shownValue('ANTHROPIC_MODEL', model)} ${why}`, corrected, command }];
  });
}

/**
 * Credentials in variables that every switch of a shell clears, as they are Claude Code’s own: after the first one the
 * profile would find nothing there.
 */
function clearedAdvice(name: string, profile: Profile, from: string): FieldAdvice[] {
  const values = new Map(profileFields(profile).map(({ path, value }) => [path, value]));
  return credentialReferences(profile).flatMap(({ path, reference }) => {
    if (reference.kind !== 'env' || !isOwned(reference.name)) return [];
    const own = ownName(reference.name, path, from);
    const corrected = `env:${own}`;
    const value = values.get(path);
    const scheme = isSecretValue(value) && value.scheme !== undefined ? `${value.scheme} ` : '';
    return [
      {
        path,
        what: `${path} reads ${reference.name}, which a switch of the shell clears; in your start-up file, export it under a name of its own, too`,
        corrected,
        rcLine: `export ${own}="$${reference.name}"`,
        command: `cgw edit ${name} --secret ${quotedWord(`${path}=${scheme}${corrected}`)}`,
      },
    ];
  });
}

/** The variable that the preset has for it, else one that nobody clears. */
function ownName(variable: string, path: string, from: string): string {
  const named = /^env:(\w+)$/.exec(presetOf(from)?.fill?.[path] ?? '')?.[1];
  return named === undefined || isOwned(named) ? `MY_${variable}` : named;
}

/** More than a missing scheme and a wrong path is not put right in one go. */
const mostSteps = 4;

/**
 * What a base URL should rather be, in one step: with its scheme and below the right path. Undefined where it may stay,
 * or where nobody can say. @param from as `adviceOn`
 */
export function correctedUrl(name: string, profile: Profile, from: string): string | undefined {
  let meant = profile;
  for (let step = 0; step < mostSteps; step++) {
    const instead = problemsOf(meant).find(({ path }) => path === 'baseUrl')?.instead;
    const next = instead ?? baseUrlAdvice(name, meant, from)?.corrected ?? undefined;
    if (next === undefined) break;
    meant = { ...meant, baseUrl: next };
  }
  return meant === profile || typeof meant.baseUrl !== 'string' ? undefined : meant.baseUrl;
}

/** The same for models, and for variables that hold a credential, by their fields. @param from as `adviceOn` */
export function correctedOthers(name: string, profile: Profile, from: string): ReadonlyMap<string, string> {
  return new Map(
    [...modelAdvice(name, profile), ...clearedAdvice(name, profile, from)].flatMap(({ path, corrected }) =>
      corrected === null ? [] : [[path, corrected] as const],
    ),
  );
}

/** A variable that a profile reads and that is not there now, with the line that exports it. */
export type MissingExport = { readonly what: string; readonly line: string };

/** All of them. Where Claude Code’s own variable for the field is exported, the credential is in that one. */
export function missingExports(profile: Profile, environment: Environment): MissingExport[] {
  return credentialReferences(profile).flatMap(({ path, reference }) => {
    if (reference.kind !== 'env' || environment[reference.name]) return [];
    // It may be the credential itself.
    if (shownWord(reference.name) !== reference.name) return [];
    const field = fieldOf(profile.backend, path);
    const held = field?.kind === 'credential' && environment[field.variable] ? field.variable : undefined;
    const value = held === undefined ? '…' : valueIn(held);
    return [
      {
        what: `${reference.name} is not exported here; put it into this shell and your start-up file`,
        line: exportLine(reference.name, value),
      },
    ];
  });
}

function ownRegion({ region }: Profile): string | undefined {
  return typeof region === 'string' ? region : undefined;
}

function corrects(name: string, path: string, value: string): string {
  return `cgw edit ${name} --set ${quotedWord(`${path}=${value}`)}`;
}

/** What to put into the start-up file, and what to type: in this order. */
export function remediesOf({ rcLine, command }: FieldAdvice): string[] {
  return [rcLine ?? [], command ?? []].flat();
}

/** Each piece of advice for stderr, with its remedies on lines of their own. @param from as `adviceOn` */
export function adviceTexts(name: string, profile: Profile, from = name): string[] {
  return adviceOn(name, profile, from).map(advice =>
    [`${name}: ${advice.what}`, ...remediesOf(advice).map(each => `     ${each}`)].join('\n'),
  );
}

/** The same, and where the gateway may not know what an alias means: for when a profile is made or changed. */
export function adviceWhenMade(name: string, profile: Profile, from = name): string[] {
  const lines = adviceTexts(name, profile, from).flatMap(text => `cgw: ${text}`.split('\n'));
  const unnamed = unnamedAliases(profile);
  if (unnamed.length === 0) return lines;
  const words = unnamed.map(alias => (alias === 'haiku' ? 'haiku (also for background work)' : alias));
  return [
    ...lines,
    `cgw: ${name}: for ${words.join(', ')} Claude Code asks by names of its own, unless models.${unnamed[0]} and so on are set; to see whether the gateway has them:`,
    `     cgw check ${name}`,
  ];
}

/** Where a gateway has the main model by a name of its own, other names of Claude Code’s may be unknown to it. */
function unnamedAliases({ backend, models }: Profile): readonly string[] {
  if (!backend.startsWith('gateway') || typeof models !== 'object') return [];
  const main = models.default ?? models.menuDefault;
  if (typeof main !== 'string' || modelAliases.some(alias => alias === main)) return [];
  return modelAliases.filter(alias => models[alias] === undefined);
}
