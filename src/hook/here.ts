import type { Profile } from '../backends/profile.ts';
import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { printable } from '../base/terminal-text.ts';
import { planOff } from '../env/plan.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { findPin } from '../profile/pin.ts';
import { profileNamed } from '../profile/resolve.ts';
import { type Answer, type Answered, answerOf, nothing } from './answer.ts';
import { followed, markFollowing, type Place } from './follows.ts';
import type { Planned } from './planned.ts';

/** Makes the plan of a profile, with its secrets fetched and with what there is to say about it. */
export type Planner = (name: string, profile: Profile, io: Io) => Promise<Planned>;

/** Pins only: the user has switched off, so the default does not count. */
type Wishes = { readonly pinsOnly: boolean };

/** What asks for a profile here, when the user names none. */
type Asked = { readonly name: string; readonly place: Place };

/**
 * What a new shell begins with. It says only what went wrong: a shell that starts with words is a nuisance. One whose
 * environment brings a profile along, as that of a subshell does, keeps it, unless it only follows and is elsewhere.
 */
export async function start(planner: Planner, io: Io): Promise<Answered> {
  const before = followed(io.environment);
  if (io.environment.CGW_PROFILE && before === undefined) return { answer: nothing, messages: [] };
  if (before !== undefined && before.place === findPin(io.cwd).pin?.file)
    return { answer: { ...nothing, follow: true }, messages: [] };
  const { answer, errors } = await ask(planner, { pinsOnly: false }, io);
  return { answer: { ...answer, follow: true }, messages: errors };
}

/** What a shell gets that came to another project, or out of one. It says what that is. */
export async function here(planner: Planner, wishes: Wishes, io: Io): Promise<Answered> {
  const { answer, errors, news } = await ask(planner, wishes, io);
  return { answer, messages: [...errors, ...news] };
}

type Outcome = {
  readonly answer: Answer;
  readonly errors: readonly string[];
  readonly news: readonly string[];
};

/** A profile that cannot be had leaves none at all: that of another folder would be the wrong one here. */
async function ask(planner: Planner, { pinsOnly }: Wishes, io: Io): Promise<Outcome> {
  const errors: string[] = [];
  try {
    const config = await readConfig(io);
    const { pin, ignored } = findPin(io.cwd);
    for (const file of ignored) errors.push(`${shown(file, io)} holds no profile name and is ignored`);
    const asked = pin === undefined ? standard(config, pinsOnly) : { name: pin.name, place: pin.file };
    if (asked === undefined) return { answer: none(io), errors, news: news(config, ['no profile here']) };
    const { name, place } = asked;
    const profile = profileNamed(name, config, whoAsks(place, io));
    const { plan, warnings } = await planner(name, profile, io);
    const answer = answerOf([...plan.changes, markFollowing(name, place)], io.environment);
    const why = place === undefined ? 'the default' : `which ${shown(place, io)} asks for`;
    // What there is to say about the default has been said often enough.
    const more = place === undefined ? [] : warnings;
    return { answer, errors, news: news(config, [`${name}, ${why}`, ...more]) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    errors.push(`${error.message}\n     ${error.remedy}`);
    return { answer: none(io), errors, news: [] };
  }
}

function standard(config: Config, pinsOnly: boolean): Asked | undefined {
  return pinsOnly || config.default === undefined ? undefined : { name: config.default, place: undefined };
}

function whoAsks(place: Place, io: Io): string {
  return place === undefined ? ', which is the default' : `, which ${shown(place, io)} names`;
}

/** No profile; one that came with the environment of a subshell is cleared. */
function none({ environment }: Io): Answer {
  return environment.CGW_PROFILE ? answerOf(planOff(environment).changes, environment) : nothing;
}

function news(config: Config, lines: readonly string[]): readonly string[] {
  return config.quiet === true ? [] : lines;
}

/** Folders come with projects too, and a name may hold what a terminal obeys. */
function shown(file: string, io: Io): string {
  return printable(tildePath(file, io));
}
