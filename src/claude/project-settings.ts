import { credentialPrograms } from '../backends/backend.ts';
import { type ProviderId, sdkPrefixes } from '../backends/providers.ts';
import type { Environment } from '../base/io.ts';
import { asRecord, asText, isRecord, isText } from '../base/json.ts';
import type { Plan } from '../env/plan.ts';
import { isDoubtful, isHarmless } from './harmless-variables.ts';
import { isPlain } from './helper-command.ts';
import type { Override } from './overrides.ts';
import { isNetwork, isWish, mayNotBeWritten, pinnedNames } from './pinned-variables.ts';
import { envOf, isProjects, type SettingsFile, userEnv } from './settings-files.ts';

/**
 * What a project’s settings would decide and may not, because they come with a folder that may not be the user’s
 * own (observed: all of it counts, with `-p` also where the folder is not trusted). The value of the
 * user’s own settings or shell takes its place.
 */
export type ProjectSettings = {
  /** Variables, with the value that counts instead. */
  readonly variables: readonly (Override & { readonly value: string })[];
  /** Keys beside `env`, with what to put into the overlay. */
  readonly keys: Readonly<Record<string, unknown>>;
  /**
   * Variables that the user has, too, and whose value might be a secret, which must not be written into the overlay:
   * the helper goes without them.
   */
  readonly withheld: readonly Override[];
  /** All of it but `withheld`, for the report. */
  readonly overrides: readonly Override[];
};

export function projectSettings(
  plan: Plan,
  provider: ProviderId,
  files: readonly SettingsFile[],
  environment: Environment,
): ProjectSettings {
  const projects = files.filter(({ scope }) => isProjects(scope));
  const user = files.find(({ scope }) => scope === 'user');
  const { variables, withheld } = projectVariables(
    plan,
    provider,
    projects,
    userEnvironment(files, environment),
  );
  const programs = programKeys(plan, projects, user);
  const models = projectModels(projects, user);
  return {
    variables,
    keys: { ...programs.keys, ...models.keys },
    withheld,
    overrides: [...variables, ...programs.overrides, ...models.overrides],
  };
}

/** What the user’s own settings and shell say: the settings win (observed). */
export function userEnvironment(files: readonly SettingsFile[], environment: Environment): Environment {
  return { ...environment, ...userEnv(files) };
}

function projectVariables(
  plan: Plan,
  provider: ProviderId,
  projects: readonly SettingsFile[],
  own: Environment,
): Pick<ProjectSettings, 'variables' | 'withheld'> {
  const prefixes = sdkPrefixes(provider);
  const pinned = new Set(pinnedNames(provider));
  const decides = (name: string) =>
    isNetwork(name) ||
    (isWish(name) && Boolean(own[name])) ||
    pinned.has(name) ||
    isDoubtful(name) ||
    prefixes.some(prefix => name.startsWith(prefix));
  const reachesHelper = (name: string) => plan.byHelper === true && !isHarmless(name);
  const planned = new Set(plan.changes.map(change => change.name));
  const found = new Map<string, Override & { value: string }>();
  const withheld = new Map<string, Override>();
  for (const file of projects)
    for (const [name, theirs] of Object.entries(envOf(file.content))) {
      // `__proto__` is a name like any other.
      const value = (Object.hasOwn(own, name) ? own[name] : undefined) ?? '';
      if (planned.has(name) || found.has(name) || withheld.has(name) || theirs === value) continue;
      if (decides(name))
        found.set(name, { file, name, value, secret: value !== '' && mayNotBeWritten(name, value) });
      else if (!reachesHelper(name)) continue;
      else if (value === '' || isPlain(name, value)) found.set(name, { file, name, value, secret: false });
      else withheld.set(name, { file, name, secret: false });
    }
  return { variables: [...found.values()], withheld: [...withheld.values()] };
}

type Keys = Pick<ProjectSettings, 'keys' | 'overrides'>;

function programKeys(plan: Plan, projects: readonly SettingsFile[], user: SettingsFile | undefined): Keys {
  const keys: Record<string, unknown> = {};
  const overrides: Override[] = [];
  for (const key of credentialPrograms) {
    // That of the profile counts, and `overridesOf` says against whom.
    if (plan.programs?.[key] !== undefined) continue;
    const file = projects.find(({ content }) => isText(content[key]));
    if (file === undefined) continue;
    keys[key] = asText(user?.content[key]);
    overrides.push({ file, name: key, secret: false });
  }
  // The user’s own export would beat the AWS profile or key that this profile names.
  const beside = plan.programs?.awsCredentialExport === undefined && namesAwsCredential(plan);
  if (user !== undefined && isText(user.content.awsCredentialExport) && beside) {
    keys.awsCredentialExport = '';
    overrides.push({ file: user, name: 'awsCredentialExport', secret: false });
  }
  return { keys, overrides };
}

function namesAwsCredential(plan: Plan): boolean {
  return plan.changes.some(
    ({ name, action }) => action === 'set' && (name === 'AWS_PROFILE' || name === 'AWS_BEARER_TOKEN_BEDROCK'),
  );
}

/** `modelOverrides` renames the models that a profile names; it is merged model by model, and "" takes one out. */
function projectModels(projects: readonly SettingsFile[], user: SettingsFile | undefined): Keys {
  const own = asRecord(user?.content.modelOverrides);
  const cleared: Record<string, unknown> = {};
  const overrides: Override[] = [];
  for (const file of projects) {
    const theirs = file.content.modelOverrides;
    if (!isRecord(theirs) || Object.keys(theirs).length === 0) continue;
    overrides.push({ file, name: 'modelOverrides', secret: false });
    for (const model of Object.keys(theirs)) cleared[model] = asText(own[model]);
  }
  return overrides.length > 0 ? { keys: { modelOverrides: cleared }, overrides } : { keys: {}, overrides };
}

/** What provider-managed mode takes from no settings file, of the user’s own: the network, and wishes to be left alone. */
export function userNetwork(files: readonly SettingsFile[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(userEnv(files)).filter(([name]) => isNetwork(name) || isWish(name)),
  );
}
