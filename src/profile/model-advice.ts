import { backends } from '../backends/index.ts';
import { nameAdvice } from '../backends/model-names.ts';
import { modelFields } from '../backends/models.ts';
import { type Profile, profileFields } from '../backends/profile.ts';
import { modelAliases } from '../backends/providers.ts';
import { quotedWord } from '../base/quoting.ts';
import { shownValue } from '../env/shown-value.ts';

/** What to tell people of a model that a profile names. */
export type ModelAdvice = { readonly what: string; readonly command: string | null };

/**
 * What is odd about the models that a profile names, before the first request fails. It is a warning: a gateway may call
 * a model as it likes, so of one in Anthropic’s format nothing is said.
 * @param region in which AWS is asked
 */
export function modelAdvice(name: string, profile: Profile, region = ownRegion(profile)): ModelAdvice[] {
  const { provider } = backends[profile.backend];
  if (profile.backend === 'gateway') return [];
  return profileFields(profile).flatMap(({ path, value }) => {
    if (typeof value !== 'string' || !modelFields.some(field => field.path === path)) return [];
    const advice = nameAdvice(provider, value, region);
    if (advice === undefined) return [];
    const { why, corrected } = advice;
    const command =
      corrected === null ? null : `cgw edit ${name} --set ${quotedWord(`${path}=${corrected}`)}`;
    return [{ what: `${path} ${shownValue('ANTHROPIC_MODEL', value)} ${why}`, command }];
  });
}

function ownRegion({ region }: Profile): string | undefined {
  return typeof region === 'string' ? region : undefined;
}

/** Where a gateway has the main model by a name of its own, other names of Claude Code’s may be unknown to it. */
function unnamedAliases({ backend, models }: Profile): readonly string[] {
  if (!backend.startsWith('gateway') || typeof models !== 'object') return [];
  const main = models.default ?? models.menuDefault;
  if (typeof main !== 'string' || modelAliases.some(alias => alias === main)) return [];
  return modelAliases.filter(alias => models[alias] === undefined);
}

/** The advice in lines for stderr; none where there is nothing to say. */
export function modelNameLines(name: string, profile: Profile): string[] {
  return modelAdvice(name, profile).flatMap(({ what, command }) => [
    `cgw: ${name}: ${what}`,
    ...(command === null ? [] : [`     ${command}`]),
  ]);
}

/** The same, and where the gateway may not know what an alias means: for when a profile is made. */
export function modelLines(name: string, profile: Profile): string[] {
  const unnamed = unnamedAliases(profile);
  if (unnamed.length === 0) return modelNameLines(name, profile);
  const words = unnamed.map(alias => (alias === 'haiku' ? 'haiku (also for background work)' : alias));
  return [
    ...modelNameLines(name, profile),
    `cgw: ${name}: for ${words.join(', ')} Claude Code asks by names of its own, unless models.${unnamed[0]} and so on are set; whether the gateway has them says`,
    `     cgw check ${name}`,
  ];
}
