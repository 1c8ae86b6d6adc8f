import type { Profile } from '../backends/profile.ts';
import { settingsOf } from '../backends/settings.ts';
import { isSecretSetting } from '../env/plan.ts';
import { keptOut } from '../profile/kept-out.ts';

/** How one secret of a profile reaches Claude Code; the fields are those of `cgw show --json`. */
export type SecretWay = {
  readonly path: string;
  /** The variable that holds it, or would. */
  readonly variable: string;
  readonly by: 'environment' | 'helper';
  /** Why it cannot be kept out of the environment; null where it can. */
  readonly because: string | null;
};

/** How `cgw run` hands the secrets of a profile over. */
export function secretWays(profile: Profile): SecretWay[] {
  const { helped, obstacle, beside } = keptOut(profile);
  const kept = [...(obstacle === undefined ? [] : [obstacle]), ...beside];
  return settingsOf(profile)
    .filter(isSecretSetting)
    .map(({ path, name }) => ({
      path,
      variable: name,
      by: profile.secretVia === 'helper' && helped?.path === path ? 'helper' : 'environment',
      because: kept.find(each => each.path === path)?.because ?? null,
    }));
}

/** The same for people. */
export function secretWayText({ by, because }: SecretWay): string {
  if (by === 'helper') return 'by apiKeyHelper, not in the environment';
  return because === null
    ? 'in the environment; cgw run --no-env-secret keeps it out'
    : `in the environment, and cannot be kept out: ${because}`;
}
