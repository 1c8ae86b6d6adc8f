import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { type Line, line, type Page, styled } from '../base/lines.ts';
import { heading, table } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { printable } from '../base/terminal-text.ts';
import { readConfig } from '../profile/file.ts';
import { type Listed, listProfiles } from '../profile/listing.ts';
import { ignoredFolders } from '../profile/paths.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'your profiles, and the presets that need no set-up',
  usage: '',
  positionals: { least: 0, most: 0 },
  flags: { json: jsonFlag },
  examples: ['cgw list', 'cgw list --json'],
} as const satisfies CommandSpec;

async function run(invocation: Invocation, io: Io): Promise<number> {
  const listed = listProfiles(await readConfig(io), io.environment);
  if (invocation.switches.has('json')) printJson(io, { profiles: listed });
  else showPage(listPage(listed), io);
  for (const name of ignoredFolders(io))
    io.err(`cgw: ${name} is not an absolute path, so it does not count\n`);
  return exitCode.done;
}

/** The list for people: own profiles first, then what works without any set-up. */
function listPage(listed: readonly Listed[]): Page {
  const own = listed.filter(each => each.source === 'profile');
  const shared = listed.filter(each => each.source === 'catalog');
  const ready = listed.filter(each => each.source === 'preset');
  return size =>
    table(
      [
        [heading('Profiles')],
        ...(own.length > 0 ? own.map(cells) : [['  none yet: cgw add makes one']]),
        ...(shared.length > 0 ? [[''], [heading('From catalogs (read-only)')], ...shared.map(cells)] : []),
        [''],
        [heading('Presets that need no set-up')],
        ...ready.map(cells),
      ],
      size,
    );
}

function cells(each: Listed): Line[] {
  const tags = [
    ...(each.active ? ['active'] : []),
    ...(each.default ? ['default'] : []),
    ...each.roles.map(role => `@${role}`),
  ];
  return [
    each.active ? line(styled('selected', `* ${each.name}`)) : line(`  ${each.name}`),
    line(each.title),
    line(styled('dim', printable(each.place ?? ''))),
    line(
      ...(tags.length > 0 ? [styled('accent', `(${tags.join(', ')})`), ' '] : []),
      ...(each.problem === null ? [] : [styled('bad', `! ${each.problem}`)]),
    ),
  ];
}

export const list: CommandModule = { spec, run };
