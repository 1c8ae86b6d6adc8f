import type { Profile } from '../backends/profile.ts';
import type { Versions } from './measured.ts';
import { completeness, type NeedId, needs as needTable, type Subject, subjectOf } from './needs.ts';
import { isGateway } from './operators.ts';
import type { Routes } from './route-of.ts';
import { versionNote } from './version-notes.ts';
import type { VersionNote } from './version-texts.ts';

/** What a preset still needs before it is a profile, and the command that gives it. */
type SetUp = { readonly needs: readonly string[]; readonly command: string };

/** A profile of the user, or a preset; `setUp` is null when it can be used as it is. */
export type Candidate = {
  readonly name: string;
  readonly source: 'profile' | 'preset';
  readonly profile: Profile;
  /** Those in use, as far as they are known. */
  readonly versions?: Versions;
  readonly setUp: SetUp | null;
};

export type Ranked = {
  readonly name: string;
  readonly source: 'profile' | 'preset';
  readonly ready: boolean;
  readonly setUp: SetUp | null;
  /** The column it stands in, or all it may stand in. */
  readonly route: Routes;
  /** 0 to 100: the mean of how well each need is met. */
  readonly score: number;
  /** It lacks a need that cannot be traded (`hard` in the table of needs). */
  readonly excluded: boolean;
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly uncertain: readonly string[];
  /** Which versions the reasons speak of, where any were measured. */
  readonly versions: VersionNote | null;
  /** Where the reasons stand, each once. */
  readonly sources: readonly string[];
};

type Judged = { readonly subject: Subject; readonly ranked: Ranked };

/**
 * The study’s decision matrix, made runnable: best first. Pure. Each need is worth 1 when it is met in full, ½ in part or
 * when nobody knows, and 0 when it is missing; the score is the mean. Whoever lacks a hard need stands below all who do
 * not. Ties go to whom less is unknown of, then to the user’s own profiles, then to what is ready, to what has no
 * gateway in between, and to what has more of the features. Without needs the features alone decide.
 */
export function rank(needs: readonly NeedId[], candidates: readonly Candidate[]): Ranked[] {
  const judgedBy: readonly NeedId[] = needs.length > 0 ? needs : ['full-features'];
  return candidates
    .map(candidate => judge(judgedBy, candidate))
    .sort(order)
    .map(({ ranked }) => ranked);
}

function judge(needs: readonly NeedId[], candidate: Candidate): Judged {
  const subject = subjectOf(candidate);
  const verdicts = needs.map(id => ({ ...needTable[id].judge(subject), hard: needTable[id].hard === true }));
  const judgements = verdicts.flatMap(verdict => verdict.judgements);
  const texts = (...states: readonly string[]) =>
    judgements.filter(({ state }) => states.includes(state)).map(({ text }) => text);
  const { name, source, setUp } = candidate;
  const ranked: Ranked = {
    name,
    source,
    ready: setUp === null,
    setUp,
    route: subject.routes,
    score: Math.round((100 * verdicts.reduce((sum, { value }) => sum + value, 0)) / verdicts.length),
    excluded: verdicts.some(({ value, hard }) => hard && value === 0),
    for: texts('full'),
    against: texts('partial', 'none'),
    uncertain: texts('unknown'),
    versions: versionNote(candidate),
    sources: [...new Set(judgements.map(each => each.source))],
  };
  return { subject, ranked };
}

/** Each line decides only where the ones before leave it open. */
function order(a: Judged, b: Judged): number {
  return (
    Number(a.ranked.excluded) - Number(b.ranked.excluded) ||
    b.ranked.score - a.ranked.score ||
    a.ranked.uncertain.length - b.ranked.uncertain.length ||
    Number(a.ranked.source === 'preset') - Number(b.ranked.source === 'preset') ||
    Number(b.ranked.ready) - Number(a.ranked.ready) ||
    Number(isGateway(a.subject.profile)) - Number(isGateway(b.subject.profile)) ||
    completeness(b.subject.column) - completeness(a.subject.column) ||
    (a.ranked.name < b.ranked.name ? -1 : 1)
  );
}
