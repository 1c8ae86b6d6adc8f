import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Config, ownNames } from '../profile/config.ts';
import { profileIn, readConfig } from '../profile/file.ts';
import { presetOf } from '../profile/presets.ts';
import { noSuchProfile } from '../profile/resolve.ts';
import { doubtfulIn, exposedIn } from '../transfer/exposed-secrets.ts';
import { documentOf } from '../transfer/formats/cgw.ts';
import { neededElsewhere } from '../transfer/references.ts';
import { printJson } from './output.ts';

const spec = {
  summary: 'print profiles for another machine or a colleague; references, never a secret',
  usage: '[profile…]',
  positionals: { least: 0, most: Number.POSITIVE_INFINITY },
  kinds: ['own-profile'],
  flags: {
    catalog: { help: 'only what a catalog of a team may hold; goes into cgw.json of its repository' },
  },
  examples: [
    'cgw export > profiles.json',
    'cgw export --catalog > cgw.json',
    'cgw export litellm | ssh build cgw import - --trust',
  ],
} as const satisfies CommandSpec;

/** Without names all of the user’s profiles. Default and roles are each user’s own affair and stay. */
async function run({ positionals, switches }: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const names = positionals.length > 0 ? [...new Set(positionals)] : ownNames(config);
  const profiles = names.map(name => [name, exportable(name, config)] as const);
  if (switches.has('catalog')) await requireShareable(profiles);
  printJson(io, documentOf(Object.fromEntries(profiles)));
  for (const [name, profile] of profiles) {
    for (const line of neededElsewhere(name, profile)) io.err(`cgw: ${line}\n`);
    for (const path of doubtfulIn(profile))
      io.err(`cgw: ${name}: check whether ${path} is a credential; cgw cannot tell\n`);
  }
  return exitCode.done;
}

/** @throws UserError (3) with what `cgw catalog add` would refuse */
async function requireShareable(profiles: readonly (readonly [string, Profile])[]): Promise<void> {
  const { refusalsOf, refusalText } = await import('../transfer/catalog-profiles.ts');
  const refused = profiles.flatMap(([name, profile]) => refusalsOf(name, { profile, secrets: [] }));
  if (refused.length === 0) return;
  throw new UserError(
    exitCode.invalid,
    `a catalog may not hold this:${refused.map(each => `\n     ${refusalText(each)}`).join('')}`,
    'change it with cgw edit, or name the profiles to export',
  );
}

/** @throws UserError (3) when there is none of that name, it is invalid, or it holds what looks like a credential */
function exportable(name: string, config: Config): Profile {
  if (!Object.hasOwn(config.profiles, name) && presetOf(name) !== undefined)
    throw new UserError(
      exitCode.invalid,
      `${name} is a preset, which every cgw has`,
      'cgw list shows your profiles',
    );
  const exposed = exposedIn(config.profiles[name]);
  if (exposed.length > 0)
    throw new UserError(
      exitCode.invalid,
      `${name}: what looks like a credential is in ${exposed.join(', ')}, so nothing is exported`,
      `say with cgw edit ${name} --secret where it is, or name the profiles to export`,
    );
  const profile = profileIn(config, name);
  if (profile === undefined) throw noSuchProfile(name, config);
  return profile;
}

export const exportCommand: CommandModule = { spec, run };
