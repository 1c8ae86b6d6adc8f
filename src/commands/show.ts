import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { backends } from '../backends/index.ts';
import { exitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { describeSettings } from '../profile/activate.ts';
import { readConfig } from '../profile/file.ts';
import { entriesOf, isSecretValue } from '../profile/profile.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { printable } from '../text.ts';
import { jsonFlag } from './flags.ts';
import { columns, printJson } from './output.ts';

const spec = {
  summary: 'one profile: its fields and the variables they become',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: { json: jsonFlag },
} as const satisfies CommandSpec;

/** Shows references, never what they point at. */
async function run(invocation: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const { name, profile, origin } = resolveProfile(invocation.positionals[0], config, io);
  const source = Object.hasOwn(config.profiles, name) ? 'profile' : 'preset';
  const variables = describeSettings(profile);
  const roles = Object.keys(config.roles).filter(role => config.roles[role] === name);
  if (invocation.switches.has('json')) {
    printJson(io, { name, source, origin, default: config.default === name, roles, profile, variables });
    return exitCode.done;
  }
  const backend = backends[profile.backend];
  const fields = entriesOf(profile).map(({ path, value }) => [`  ${path}`, fieldText(value)]);
  io.out(
    [
      `${name}: ${backend.title}${source === 'preset' ? ' (preset)' : ''}${config.default === name ? ', default' : ''}${roles.map(role => `, @${role}`).join('')}`,
      `  ${backend.documentation}`,
      '',
      'Fields',
      fields.length > 0 ? columns(fields).trimEnd() : '  none',
      '',
      'Variables',
      variables.length > 0
        ? columns(
            variables.map(each => [`  ${each.name}`, each.value === '' ? '(empty)' : printable(each.value)]),
          ).trimEnd()
        : '  none: every variable of other backends is cleared',
      '',
    ].join('\n'),
  );
  return exitCode.done;
}

function fieldText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isSecretValue(value))
    return value.scheme === undefined ? value.secret : `${value.scheme} ${value.secret}`;
  return printable(String(value));
}

export const show: CommandModule = { spec, run };
