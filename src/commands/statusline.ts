import { readFileSync } from 'node:fs';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { type Profile, withField } from '../backends/profile.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { shownWord } from '../base/masking.ts';
import { measuredOf } from '../check/check-store.ts';
import { installedModels } from '../claude/installed-models.ts';
import { featureIds, features } from '../features/features.ts';
import { columnOf } from '../features/profile-column.ts';
import { routesOf } from '../features/route-of.ts';
import { routes } from '../features/routes.ts';
import { readConfig } from '../profile/file.ts';
import { activeProfile } from '../profile/resolve.ts';

const spec = {
  summary: 'one line for Claude Code’s statusLine: profile, route, and what is lost here',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: {},
  examples: ['"statusLine": {"type": "command", "command": "cgw statusline"}'],
} as const satisfies CommandSpec;

/** How many lost features are named; the others are counted. */
const named = 3;

/** What Claude Code hands over (JSON on stdin) says which model is in use: `/model` may have changed it. */
async function run(_: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const active = activeProfile(config, io);
  if (active === undefined) {
    const gone = shownWord(io.environment.CGW_PROFILE ?? '');
    io.out(gone === '' ? 'no cgw profile\n' : `${gone}: there is no such profile\n`);
    return exitCode.done;
  }
  const { name } = active;
  const profile = withModel(active.profile, modelInUse(io));
  const column = columnOf({
    profile,
    ...measuredOf(name, active.profile, io),
    models: installedModels(io),
  });
  const lost = featureIds.filter(id => column[id].state === 'none' && features[id].side !== 'account');
  const more = lost.length - named;
  const words = [
    name,
    routesOf(profile)
      .map(id => routes[id].title)
      .join(' or '),
    ...(lost.length === 0
      ? []
      : [
          `without ${lost
            .slice(0, named)
            .map(id => features[id].title)
            .join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        ]),
  ];
  io.out(`${words.join(' · ')}\n`);
  return exitCode.done;
}

function withModel(profile: Profile, model: string | undefined): Profile {
  return model === undefined ? profile : withField(profile, 'models.default', model);
}

function modelInUse(io: Io): string | undefined {
  if (io.isTerminal('in')) return undefined;
  try {
    const said: unknown = JSON.parse(readFileSync(0, 'utf8'));
    const id = isRecord(said) && isRecord(said.model) ? said.model.id : undefined;
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
}

export const statusline: CommandModule = { spec, run };
