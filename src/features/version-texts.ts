import { type FeatureId, features } from './features.ts';

/** The programs whose versions decide what works. */
export const programs = { litellm: 'LiteLLM', claudeCode: 'Claude Code' } as const;

export type Program = keyof typeof programs;

/** What a newer version than the one in use changes. */
export type Upgrade = {
  /** E.g. `LiteLLM 1.110.2`. */
  readonly to: string;
  readonly gained: readonly FeatureId[];
  readonly lost: readonly FeatureId[];
};

/** Which versions a column speaks of. */
export type VersionNote = {
  /** Those that were measured, e.g. `LiteLLM 1.110.2 and Claude Code 2.1.332`. */
  readonly measured: string;
  /** Versions in use that are older or newer than all that was measured, in words. */
  readonly outside: readonly string[];
  /** Versions in use that are not known, so that the newest stand for them. */
  readonly unknown: readonly Program[];
  readonly upgrades: readonly Upgrade[];
};

/** `LiteLLM 1.110.2 would bring Effort level, and take Web search`. */
export function upgradeText({ to, gained, lost }: Upgrade): string {
  const titles = (ids: readonly FeatureId[]) => ids.map(id => features[id].title).join(', ');
  const parts = [
    ...(gained.length > 0 ? [`bring ${titles(gained)}`] : []),
    ...(lost.length > 0 ? [`take ${titles(lost)}`] : []),
  ];
  return `${to} would ${parts.join(', and ')}`;
}

/** A column whose versions are spoken of. */
export type Versioned = {
  readonly name: string;
  readonly source: 'profile' | 'catalog' | 'preset' | 'route';
  readonly versions: VersionNote | null;
};

/** What there is to say of a column’s versions: which were measured, what is outside of them, what newer ones change. */
export function versionSentences({ name, source, versions }: Versioned): string[] {
  if (versions === null) return [];
  const { measured, outside, unknown, upgrades } = versions;
  const isAsked = (source === 'profile' || source === 'catalog') && unknown.includes('litellm');
  return [
    `measured with ${measured}`,
    ...(isAsked ? [`cgw check ${name} finds out which LiteLLM it is`] : []),
    ...outside,
    ...upgrades.map(upgradeText),
  ];
}

/** The same of several, each sentence once behind the names that it holds of. */
export function versionTexts(columns: readonly Versioned[]): string[] {
  const said = columns.flatMap(each => versionSentences(each).map(text => ({ text, name: each.name })));
  return [...Map.groupBy(said, ({ text }) => text)].map(
    ([text, those]) => `${those.map(({ name }) => name).join(', ')}: ${text}`,
  );
}
