import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { backends, fieldOf } from '../backends/index.ts';
import { isSecretValue, type Profile, profileFields, withField } from '../backends/profile.ts';
import { settingsOf } from '../backends/settings.ts';
import { exitCode } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { line, styled } from '../base/lines.ts';
import { heading, paragraph, table } from '../base/page.ts';
import { showPage } from '../base/pager.ts';
import { printable } from '../base/terminal-text.ts';
import { isSecretSetting } from '../env/plan.ts';
import { catalogOf, originText } from '../profile/config.ts';
import { readConfig } from '../profile/file.ts';
import { describeSettings } from '../profile/profile-plan.ts';
import { resolveProfile } from '../profile/resolve.ts';
import { helperDelivery } from '../profile/secret-via.ts';
import { describeReference, withoutExposedKey } from '../secrets/reference.ts';
import { jsonFlag, printJson } from './output.ts';

const spec = {
  summary: 'one profile: its fields and the variables they become',
  usage: '[profile|@role]',
  positionals: { least: 0, most: 1 },
  kinds: ['profile-or-role'],
  flags: { json: jsonFlag },
  examples: ['cgw show litellm'],
} as const satisfies CommandSpec;

/** Shows references, never what they point at. */
async function run(invocation: Invocation, io: Io): Promise<number> {
  const config = await readConfig(io);
  const { name, profile, origin } = resolveProfile(invocation.positionals[0], config, io);
  const catalog = catalogOf(config, name) ?? null;
  const source = catalog !== null ? 'catalog' : Object.hasOwn(config.profiles, name) ? 'profile' : 'preset';
  const variables = describeSettings(profile);
  const secrets = secretDeliveries(profile);
  const roles = Object.keys(config.roles).filter(role => config.roles[role] === name);
  if (invocation.switches.has('json')) {
    printJson(io, {
      name,
      source,
      catalog,
      origin,
      default: config.default === name,
      roles,
      profile: withoutExposedKeys(profile),
      variables,
      secrets,
    });
    return exitCode.done;
  }
  const backend = backends[profile.backend];
  const fields = profileFields(profile).map(({ path, value }) => [
    `  ${path}`,
    fieldText(profile, path, value),
  ]);
  const facts = [
    ...(source === 'preset' ? [' (preset)'] : []),
    ...(catalog === null ? [] : [` (${originText(config, catalog)})`]),
    ...(config.default === name ? [', default'] : []),
    ...roles.map(role => `, @${role}`),
  ].join('');
  showPage(
    size => [
      ...paragraph(line(styled('title', name), `: ${backend.title}${facts}`), size),
      line(styled('dim', `  ${backend.documentation}`)),
      line(),
      heading('Fields'),
      ...(fields.length > 0 ? table(fields, size) : [line('  none')]),
      line(),
      heading('Variables'),
      ...(variables.length > 0
        ? table(
            variables.map(each => [`  ${each.name}`, each.value === '' ? '(empty)' : printable(each.value)]),
            size,
          )
        : paragraph('  none: every variable of other backends is cleared', size)),
      ...(secrets.length > 0
        ? [
            line(),
            heading('Secrets'),
            ...secrets.flatMap(each => paragraph(`  ${each.path}: ${deliveryText(each)}`, size)),
          ]
        : []),
    ],
    io,
  );
  return exitCode.done;
}

/** A profile for programs: its references as they are stored, but for a key that somebody has put into one. */
function withoutExposedKeys(profile: Profile): Profile {
  return profileFields(profile).reduce((shown, { path, value }) => {
    if (isSecretValue(value))
      return withField(shown, path, { ...value, secret: withoutExposedKey(value.secret) });
    return isReference(profile, path, value) ? withField(shown, path, withoutExposedKey(value)) : shown;
  }, profile);
}

/** Whether a field holds a reference, and no word such as `inherit`. */
function isReference({ backend }: Profile, path: string, value: unknown): value is string {
  const field = fieldOf(backend, path);
  return field?.kind === 'credential' && !field.words?.some(word => word === value);
}

function fieldText(profile: Profile, path: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (isSecretValue(value)) {
    const reference = describeReference(value.secret);
    return value.scheme === undefined ? reference : `${value.scheme} ${reference}`;
  }
  if (isReference(profile, path, value)) return describeReference(value);
  return printable(String(value));
}

/** How one secret of a profile reaches Claude Code; the fields are those of `cgw show --json`. */
type SecretDelivery = {
  readonly path: string;
  /** The variable that holds it, or would. */
  readonly variable: string;
  readonly by: 'environment' | 'helper';
  /** Why it cannot be kept out of the environment; null where it can. */
  readonly because: string | null;
};

/** How `cgw run` hands the secrets of a profile over. */
function secretDeliveries(profile: Profile): SecretDelivery[] {
  const { helped, obstacle, beside } = helperDelivery(profile);
  const kept = [...(obstacle === undefined ? [] : [obstacle]), ...beside];
  return settingsOf(profile)
    .filter(isSecretSetting)
    .map(({ path, name }) => ({
      path,
      variable: name,
      by: profile.secretVia === 'helper' && helped?.path === path ? 'helper' : 'environment',
      because: kept.find(each => each.path === path)?.because ?? null,
    }));
}

/** The same for people. */
function deliveryText({ by, because }: SecretDelivery): string {
  if (by === 'helper') return 'by apiKeyHelper, not in the environment';
  return because === null
    ? 'in the environment; cgw run --no-env-secret keeps it out'
    : `in the environment, and cannot be kept out: ${because}`;
}

export const show: CommandModule = { spec, run };
