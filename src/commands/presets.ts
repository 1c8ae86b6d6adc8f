import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { backends } from '../backends/index.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Io } from '../io.ts';
import { allPresets, isReady, type Preset, presetNames } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { nearNames } from '../profile/suggest.ts';
import { jsonFlag } from './flags.ts';
import { columns, printJson } from './output.ts';

const spec = {
  summary: 'what a profile can start from',
  usage: '[preset]',
  positionals: { least: 0, most: 1 },
  flags: { json: jsonFlag },
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [wanted] = invocation.positionals;
  const chosen = allPresets().filter(([name]) => wanted === undefined || name === wanted);
  if (wanted !== undefined && chosen.length === 0) throw noSuchPreset(wanted);
  if (invocation.switches.has('json'))
    printJson(io, { presets: chosen.map(([name, preset]) => ({ name, ...preset, ready: isReady(preset) })) });
  else if (wanted === undefined)
    io.out(
      `${columns(chosen.map(([name, preset]) => [name, preset.title, isReady(preset) ? 'ready' : `needs ${needs(preset)}`]))}\ncgw presets NAME shows one, with the command that uses it\n`,
    );
  else io.out(chosen.map(([name, preset]) => details(name, preset)).join('\n'));
  return exitCode.done;
}

function needs(preset: Preset): string {
  return Object.keys(preset.fill ?? {}).join(', ');
}

function details(name: string, preset: Preset): string {
  return [
    `${name}: ${preset.title}`,
    `  ${preset.summary}`,
    `  backend ${preset.profile.backend} (${backends[preset.profile.backend].title})`,
    `  from ${preset.source}, checked ${preset.checked}`,
    '',
    isReady(preset) ? `  cgw run ${name}` : `  ${addCommand(name, name, preset)}`,
    '',
  ].join('\n');
}

/** The error for a name that no preset has. */
export function noSuchPreset(name: string): UserError {
  const near = nearNames(name, presetNames);
  return new UserError(
    exitCode.invalid,
    `there is no preset ${JSON.stringify(name)}`,
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'cgw presets lists them',
  );
}

export const presets: CommandModule = { spec, run };
