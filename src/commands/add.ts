import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { assign } from '../profile/assignments.ts';
import { missingFill } from '../profile/fill.ts';
import { requireName } from '../profile/names.ts';
import { type Preset, presetOf } from '../profile/presets.ts';
import type { Profile } from '../profile/profile.ts';
import { addCommand } from '../profile/resolve.ts';
import { assignmentsOf, changeConfig } from './changes.ts';
import { fieldFlags } from './flags.ts';
import { addInForm, hasTerminal, isBare } from './forms.ts';
import { noSuchPreset } from './presets.ts';

const spec = {
  summary: 'make a profile from a preset',
  usage: '[name]',
  positionals: { least: 0, most: 1 },
  kinds: ['preset'],
  flags: {
    from: { value: 'preset', kind: 'preset', help: 'the preset; else the one of the same name' },
    ...fieldFlags,
    default: { help: 'make it the default' },
  },
  examples: [
    'cgw add litellm --set baseUrl=https://llm.corp:4000 --secret token=env:LLM_KEY',
    'cgw add work --from bedrock --set region=eu-central-1 --set awsProfile=work',
  ],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  if (isBare(invocation) && hasTerminal(io)) return addInForm(name, io);
  if (name === undefined) throw usage('add', 'the name of the profile is missing');
  requireName('profile', name);
  const from = flagValue(invocation, 'from') ?? name;
  const preset = presetMeant(name, from);
  const profile = assign(preset.profile, assignmentsOf(invocation));
  requireFilled(name, from, preset, profile);
  await changeConfig(io, {
    change: 'add',
    name,
    profile,
    makeDefault: invocation.switches.has('default'),
  });
  io.err(`added ${name}\n`);
  return exitCode.done;
}

function presetMeant(name: string, from: string): Preset {
  const preset = presetOf(from);
  if (preset !== undefined) return preset;
  if (from !== name) throw noSuchPreset(from);
  throw usage('add', `${name} is no preset, so --from PRESET is needed (cgw presets lists them)`);
}

/** What the preset leaves open; the rules of the backend come after. */
function requireFilled(name: string, from: string, preset: Preset, profile: Profile): void {
  const missing = missingFill(preset, profile);
  if (missing.length === 0) return;
  throw new UserError(
    exitCode.invalid,
    `profile ${name} still needs ${missing.join(', ')}`,
    `for example: ${addCommand(name, from, preset)}`,
  );
}

export const add: CommandModule = { spec, run };
