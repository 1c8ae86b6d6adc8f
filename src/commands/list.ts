import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { printable } from '../base/terminal-text.ts';
import { readConfig } from '../profile/file.ts';
import { type Listed, listProfiles } from '../profile/listing.ts';
import { ignoredFolders } from '../profile/paths.ts';
import { columns, jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'your profiles, and the presets that work as they are',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: { json: jsonFlag },
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const listed = listProfiles(await readConfig(io), io.environment);
  if (invocation.switches.has('json')) printJson(io, { profiles: listed });
  else io.out(listText(listed));
  for (const name of ignoredFolders(io)) io.err(`cgw: ${name} is no absolute path, so it does not count\n`);
  return exitCode.done;
}

/** The list for people: own profiles first, then what works without any set-up. */
function listText(listed: readonly Listed[]): string {
  const own = listed.filter(each => each.source === 'profile');
  const ready = listed.filter(each => each.source === 'preset');
  const table = columns([...own, ...ready].map(cells)).split('\n');
  return [
    'Profiles',
    ...(own.length > 0 ? table.slice(0, own.length) : ['  none yet']),
    '',
    'Presets that work as they are',
    ...table.slice(own.length, own.length + ready.length),
    '',
  ].join('\n');
}

function cells(each: Listed): string[] {
  const tags = [
    ...(each.active ? ['active'] : []),
    ...(each.default ? ['default'] : []),
    ...each.roles.map(role => `@${role}`),
  ];
  return [
    `${each.active ? '*' : ' '} ${each.name}`,
    each.title,
    printable(each.place ?? ''),
    [
      ...(tags.length > 0 ? [`(${tags.join(', ')})`] : []),
      ...(each.problem === null ? [] : [`! ${each.problem}`]),
    ].join(' '),
  ];
}

export const list: CommandModule = { spec, run };
