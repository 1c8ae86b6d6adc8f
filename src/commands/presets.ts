import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import type { Field } from '../backends/backend.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { nearNames } from '../base/near-names.ts';
import { quotedName } from '../base/quoting.ts';
import { pageWidth, wrap } from '../base/text.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { allPresets, isReady, type Preset, presetNames } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { columns, jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'what a profile can start from',
  usage: '[preset]',
  positionals: { least: 0, most: 1 },
  kinds: ['preset'],
  flags: { json: jsonFlag },
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [wanted] = invocation.positionals;
  const chosen = allPresets().filter(([name]) => wanted === undefined || name === wanted);
  if (wanted !== undefined && chosen.length === 0) throw noSuchPreset(wanted);
  if (invocation.switches.has('json'))
    printJson(io, {
      presets: chosen.map(([name, preset]) => ({ name, fill: {}, ...preset, ready: isReady(preset) })),
    });
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
  const { backend } = preset.profile;
  return [
    `${name}: ${preset.title}`,
    ...wrap(preset.summary, '  '),
    `  backend ${backend} (${backends[backend].title})`,
    ...wrap(`from ${preset.source}, checked ${preset.checked}`, '  '),
    '',
    isReady(preset) ? `  cgw run ${name}` : `  ${addCommand(name, name, preset)}`,
    '',
    'Fields (--set path=value; credentials: --secret path=reference)',
    ...fieldLines(backend),
    '',
  ].join('\n');
}

/** Every field that a profile of this backend takes, with what it is for. */
function fieldLines(backend: BackendId): string[] {
  const open = [
    ['headers.NAME', 'a header of every request; --secret headers.NAME=Bearer env:X for a credential'],
    ['env.NAME', 'any further variable'],
    ...(backends[backend].modelRegions ? [['regions.MODEL', 'region of one model']] : []),
  ];
  const fields = Object.entries(fieldsOf(backend)).map(([path, field]) => [path, fieldHelp(field)]);
  return [...fields, ...open].flatMap(([path = '', help = '']) => {
    const [first = '', ...rest] = wrap(help, '', pageWidth - 24);
    return [`  ${path.padEnd(20)}  ${first}`, ...rest.map(line => `${' '.repeat(24)}${line}`)];
  });
}

function fieldHelp(field: Field): string {
  const values =
    field.kind === 'choice'
      ? Object.keys(field.choices).join(', ')
      : field.kind === 'toggle'
        ? 'on, off'
        : '';
  const example = 'example' in field && field.example !== undefined ? `e.g. ${field.example}` : '';
  const notes = [field.required ? 'required' : '', values, example].filter(note => note !== '');
  return notes.length > 0 ? `${field.help} (${notes.join('; ')})` : field.help;
}

/** The error for a name that no preset has. */
export function noSuchPreset(name: string): UserError {
  const near = nearNames(name, presetNames);
  return new UserError(
    exitCode.invalid,
    `there is no preset ${quotedName(name)}`,
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'cgw presets lists them',
  );
}

export const presets: CommandModule = { spec, run };
