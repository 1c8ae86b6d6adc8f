import type { Profile } from '../backends/profile.ts';
import { UserError } from '../base/errors.ts';
import type { Environment, Io } from '../base/io.ts';
import { tildePath } from '../base/paths.ts';
import { printable } from '../base/terminal-text.ts';
import { type Change, type Plan, planOff } from '../env/plan.ts';
import type { Config } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { findPin } from '../profile/pin.ts';
import { profileNamed } from '../profile/resolve.ts';
import { type HookReply, type HookUpdate, noUpdate, updateOf } from './language.ts';

/**
 * Tells subshells that the profile in `CGW_PROFILE` was nobody’s explicit choice: `NAME` for the default, `NAME FILE`
 * for a pin. Without it no pin would count in a terminal multiplexer or an editor that was started from a shell with
 * a default profile. The name is repeated because `cgw run` and `cgw exec` set another `CGW_PROFILE`.
 */
const marker = 'CGW_FOLLOWS';

/** Who asks for a profile: a pin file, or nobody but the default. */
export type PinFile = string | undefined;

export function markFollowing(name: string, pinFile: PinFile): Change {
  const value = pinFile === undefined ? name : `${name} ${pinFile}`;
  return { name: marker, action: 'set', value, secret: false };
}

/** For a choice of the user, so that subshells keep to it. */
export function markChosen(environment: Environment): Change[] {
  return environment[marker] === undefined ? [] : [{ name: marker, action: 'unset' }];
}

/** Whether the profile of this environment follows a pin or the default, and which. */
export function followed(environment: Environment): { readonly pinFile: PinFile } | undefined {
  const [name, ...rest] = environment[marker]?.split(' ') ?? [];
  if (name === undefined || name !== environment.CGW_PROFILE) return undefined;
  return { pinFile: rest.length === 0 ? undefined : rest.join(' ') };
}

/** A plan, and what to tell the user about it. */
export type Planned = { readonly plan: Plan; readonly warnings: readonly string[] };

/** Makes the plan of a profile, with its secrets fetched and with what there is to say about it. */
export type Planner = (name: string, profile: Profile, io: Io) => Promise<Planned>;

/** Pins only: the user has switched off, so the default does not count. */
type Wishes = { readonly pinsOnly: boolean };

/** What asks for a profile here, when the user names none. */
type Asked = { readonly name: string; readonly pinFile: PinFile };

/**
 * What a new shell begins with. It says only what went wrong: a shell that starts with words is a nuisance. One whose
 * environment brings a profile along, as that of a subshell does, keeps it, unless it only follows and is elsewhere.
 */
export async function replyToNewShell(planner: Planner, io: Io): Promise<HookReply> {
  const before = followed(io.environment);
  if (io.environment.CGW_PROFILE && before === undefined) return { update: noUpdate, messages: [] };
  if (before !== undefined && before.pinFile === findPin(io.cwd).pin?.file)
    return { update: { ...noUpdate, follow: true }, messages: [] };
  const { update, errors } = await ask(planner, { pinsOnly: false }, io);
  return { update: { ...update, follow: true }, messages: errors };
}

/** What a shell gets that came to another project, or out of one. It says what that is. */
export async function replyInFolder(planner: Planner, wishes: Wishes, io: Io): Promise<HookReply> {
  const { update, errors, news } = await ask(planner, wishes, io);
  return { update, messages: [...errors, ...news] };
}

type FolderUpdate = {
  readonly update: HookUpdate;
  readonly errors: readonly string[];
  readonly news: readonly string[];
};

/** A profile that is unavailable leaves none at all: that of another folder would be the wrong one here. */
async function ask(planner: Planner, { pinsOnly }: Wishes, io: Io): Promise<FolderUpdate> {
  const errors: string[] = [];
  try {
    const config = await readConfig(io);
    const { pin, ignored } = findPin(io.cwd);
    for (const file of ignored) errors.push(`${shown(file, io)} holds no profile name and is ignored`);
    const asked = pin === undefined ? standard(config, pinsOnly) : { name: pin.name, pinFile: pin.file };
    if (asked === undefined) return { update: none(io), errors, news: news(config, ['no profile here']) };
    const { name, pinFile } = asked;
    const profile = profileNamed(name, config, whoAsks(pinFile, io));
    const { plan, warnings } = await planner(name, profile, io);
    const update = updateOf([...plan.changes, markFollowing(name, pinFile)], io.environment);
    const why = pinFile === undefined ? 'the default' : `which ${shown(pinFile, io)} asks for`;
    // What there is to say about the default has been said often enough.
    const more = pinFile === undefined ? [] : warnings;
    return { update, errors, news: news(config, [`${name}, ${why}`, ...more]) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    errors.push(`${error.message}\n     ${error.remedy}`);
    return { update: none(io), errors, news: [] };
  }
}

function standard(config: Config, pinsOnly: boolean): Asked | undefined {
  return pinsOnly || config.default === undefined ? undefined : { name: config.default, pinFile: undefined };
}

function whoAsks(pinFile: PinFile, io: Io): string {
  return pinFile === undefined ? ', which is the default' : `, which ${shown(pinFile, io)} names`;
}

/** No profile; one that came with the environment of a subshell is cleared. */
function none({ environment }: Io): HookUpdate {
  return environment.CGW_PROFILE ? updateOf(planOff(environment).changes, environment) : noUpdate;
}

function news(config: Config, lines: readonly string[]): readonly string[] {
  return config.quiet === true ? [] : lines;
}

/** Folders come with projects too, and a name may hold what a terminal obeys. */
function shown(file: string, io: Io): string {
  return printable(tildePath(file, io));
}
