import { usage } from '../args/parse.ts';
import { type CommandModule, type CommandSpec, flagValue, type Invocation } from '../args/spec.ts';
import type { Profile } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { shownWord } from '../base/masking.ts';
import { homeFolder } from '../base/paths.ts';
import { columnOf } from '../features/profile-column.ts';
import { upstreamHint } from '../features/upstream.ts';
import { adviceWhenMade } from '../profile/advice.ts';
import { askedFields, assign } from '../profile/assignments.ts';
import { applyChange, type ConfigChange } from '../profile/changes.ts';
import { storeAndChange } from '../profile/keychain-changes.ts';
import { requireName } from '../profile/names.ts';
import { missingFill, type Preset, presetOf } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { newSecretsFor, requireAsked } from './ask-secrets.ts';
import { assignmentsOf, exportAdvice, fieldFlags } from './changes.ts';
import { addInForm, hasOnlyNames, hasTerminal } from './forms.ts';
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
    'cgw add litellm --set baseUrl=https://llm.corp:4000 --secret token=keychain',
    'cgw add litellm --set baseUrl=https://llm.corp:4000 --secret token=env:LLM_KEY',
    'cgw add work --from bedrock --set region=eu-central-1 --set awsProfile=work',
  ],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [name] = invocation.positionals;
  if (hasOnlyNames(invocation) && hasTerminal(io)) return addInForm(name, io);
  if (name === undefined) throw usage('add', 'the name of the profile is missing');
  requireName('profile', name);
  const from = flagValue(invocation, 'from') ?? name;
  const preset = presetMeant(name, from);
  const assignments = assignmentsOf(invocation);
  const profile = assign(preset.profile, assignments, { name, home: homeFolder(io) });
  requireFilled(name, from, preset, profile);
  const change: ConfigChange = {
    change: 'add',
    name,
    profile,
    makeDefault: invocation.switches.has('default'),
  };
  const fromStdin = flagValue(invocation, 'secret-stdin');
  const asked = askedFields(assignments);
  requireAsked('add', asked, fromStdin);
  const secrets =
    asked.length === 0
      ? []
      : await newSecretsFor(io, name, asked, fromStdin, 'flags', config => {
          applyChange(config, change);
          return profile;
        });
  if (secrets === undefined) {
    io.err('nothing was changed\n');
    return exitCode.interrupted;
  }
  await storeAndChange(io, name, secrets, 'flags', config => applyChange(config, change));
  io.err(`added ${name}\n`);
  const advice = [
    ...adviceWhenMade(name, profile, from),
    ...exportAdvice(profile, io),
    ...askUpstream(name, profile),
  ];
  for (const line of advice) io.err(`${line}\n`);
  if (io.isTerminal('err')) io.err(`next: cgw check ${name} tests it, cgw ${name} starts Claude Code\n`);
  return exitCode.done;
}

/** The next step for a gateway whose upstream nobody has named. */
function askUpstream(name: string, profile: Profile): string[] {
  const hint = upstreamHint({ name, source: 'profile' }, columnOf({ profile }));
  if (hint === undefined) return [];
  const { what, answers, command } = hint;
  return [`cgw: ${name}: ${what}:`, `     ${command}`, `     (${answers.join(', ')})`];
}

function presetMeant(name: string, from: string): Preset {
  const preset = presetOf(from);
  if (preset !== undefined) return preset;
  if (from !== name) throw noSuchPreset(from);
  throw usage(
    'add',
    `${shownWord(name)} is not a preset, so --from PRESET is needed (cgw presets lists them)`,
  );
}

/** What the preset leaves open; the rules of the backend come after. */
function requireFilled(name: string, from: string, preset: Preset, profile: Profile): void {
  const missing = missingFill(preset, profile);
  if (missing.length === 0) return;
  throw new UserError(
    exitCode.invalid,
    `profile ${name} still needs ${missing.join(', ')}`,
    `cgw add ${name === from ? name : 'alone'} asks for them, on a terminal; in one line: ${addCommand(name, from, preset)}`,
  );
}

export const add: CommandModule = { spec, run };
