import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import type { Field } from '../backends/backend.ts';
import { backends, fieldsOf } from '../backends/index.ts';
import { profileFields } from '../backends/profile.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, type PageSize, styled } from '../base/lines.ts';
import { didYouMean } from '../base/near-names.ts';
import { paragraph, table, twoColumns } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { quotedName } from '../base/quoting.ts';
import type { BackendId } from '../env/backend-ids.ts';
import { allPresets, isReady, type Preset, presetNames } from '../profile/presets.ts';
import { addCommand } from '../profile/resolve.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'what a profile can start from',
  usage: '[preset]',
  positionals: { least: 0, most: 1 },
  kinds: ['preset'],
  flags: { json: jsonFlag },
  examples: ['cgw presets', 'cgw presets litellm'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const [wanted] = invocation.positionals;
  const chosen = allPresets().filter(([name]) => wanted === undefined || name === wanted);
  if (wanted !== undefined && chosen.length === 0) throw noSuchPreset(wanted);
  if (invocation.switches.has('json'))
    printJson(io, {
      presets: chosen.map(([name, preset]) => ({ name, fill: {}, ...preset, ready: isReady(preset) })),
    });
  else
    showPage(
      wanted === undefined ? overviewPage(chosen) : size => chosen.flatMap(each => details(...each, size)),
      io,
    );
  return exitCode.done;
}

function needs(preset: Preset): string {
  return Object.keys(preset.fill ?? {}).join(', ');
}

function overviewPage(chosen: readonly (readonly [string, Preset])[]): Page {
  const rows = chosen.map(([name, preset]) => [
    line(styled('title', name)),
    line(preset.title),
    line(isReady(preset) ? styled('good', 'ready') : `needs ${needs(preset)}`),
  ]);
  return size => [
    ...table(rows, size),
    line(),
    ...paragraph('cgw presets NAME shows one, with the command that uses it', size),
  ];
}

function details(name: string, preset: Preset, size: PageSize): Line[] {
  const { backend } = preset.profile;
  return [
    ...paragraph(line(styled('title', name), `: ${preset.title}`), size),
    ...paragraph(`  ${preset.summary}`, size),
    ...paragraph(`  backend ${backend} (${backends[backend].title})`, size),
    ...paragraph(line(styled('dim', `  from ${preset.source}, checked ${preset.checked}`)), size),
    line(),
    line('  ', styled('accent', isReady(preset) ? `cgw run ${name}` : addCommand(name, name, preset))),
    line(),
    ...broughtAlong(preset, size),
    ...paragraph('Fields (--set path=value; credentials: --secret path=reference)', size),
    ...fieldLines(backend, size),
  ];
}

/** What a profile has without being asked: whoever wants it otherwise has to see it first. */
function broughtAlong({ profile }: Preset, size: PageSize): Line[] {
  const rows = profileFields(profile).map(({ path, value }) => [
    `  ${path}`,
    typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value),
  ]);
  return rows.length > 0
    ? [...paragraph('Set by the preset (--set changes it)', size), ...table(rows, size), line()]
    : [];
}

/** Every field that a profile of this backend takes, with what it is for. */
function fieldLines(backend: BackendId, size: PageSize): Line[] {
  const open = [
    ['headers.NAME', 'a header of every request; --secret headers.NAME=Bearer env:X for a credential'],
    ['env.NAME', 'any further variable'],
    ...(backends[backend].modelRegions ? [['regions.MODEL', 'region of one model']] : []),
  ];
  const fields = Object.entries(fieldsOf(backend)).map(([path, field]) => [path, fieldHelp(field)]);
  return [...fields, ...open].flatMap(([path = '', help = '']) => twoColumns(path, help, fieldColumn, size));
}

/** How far the column of names reaches. */
const fieldColumn = 20;

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
  return new UserError(
    exitCode.invalid,
    `there is no preset ${quotedName(name)}`,
    didYouMean(name, presetNames) ?? 'cgw presets lists them',
  );
}

export const presets: CommandModule = { spec, run };
