import { lastUsed } from '../claude/last-used.ts';
import { launchClaude } from '../claude/launch.ts';
import { switchNotices } from '../features/switch-notices.ts';
import type { Io } from '../io.ts';
import { activate } from '../profile/activate.ts';
import type { Config } from '../profile/profile.ts';
import { profileNamed, type Resolved } from '../profile/resolve.ts';

type Wishes = {
  /** What goes to `claude` as it is. */
  readonly args: readonly string[];
  readonly strict: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
};

/** Starts `claude` under a profile: the one way there, for `cgw run` and for the picker. */
export async function launch(
  { name, profile }: Pick<Resolved, 'name' | 'profile'>,
  config: Config,
  { args, strict, force, ...wishes }: Wishes,
  io: Io,
): Promise<number> {
  const plan = await activate(name, profile, io);
  for (const warning of plan.warnings) io.err(`cgw: ${warning}\n`);
  const quiet = wishes.quiet || config.quiet === true;
  if (!quiet)
    for (const notice of noticesFor({ name, profile }, config, args, io)) io.err(`cgw: ${notice}\n`);
  return launchClaude(plan, args, { backend: profile.backend, strict, force, quiet }, io);
}

/** What the switch from the profile that was used last in this folder means; a profile that is gone says nothing. */
function noticesFor(
  to: Pick<Resolved, 'name' | 'profile'>,
  config: Config,
  args: readonly string[],
  io: Io,
): string[] {
  const [last] = lastUsed(io);
  if (last === undefined || last === to.name) return [];
  try {
    return switchNotices({ name: last, profile: profileNamed(last, config) }, to, args);
  } catch {
    return [];
  }
}
