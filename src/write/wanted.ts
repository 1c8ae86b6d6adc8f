import { settingsOf } from '../backends/settings.ts';
import { dotenv } from '../env/dotenv.ts';
import { type Change, isSecretSetting, plainText } from '../env/plan.ts';
import { previewPlan } from '../profile/profile-plan.ts';
import { requireInEnvironment } from '../profile/secret-via.ts';
import { blockFormat } from './block-format.ts';
import { envrcLine } from './envrc-line.ts';
import type { Format } from './format.ts';
import { settingsContent } from './settings-content.ts';
import { settingsFormat } from './settings-format.ts';
import { settingsWarnings } from './settings-warnings.ts';
import type { SettingsTarget, Target } from './target.ts';
import { setChange, type WriteChange } from './write-change.ts';
import type { WriteRequest } from './write-request.ts';
/** What a target is to hold for a profile. */
export type Wanted = {
  readonly format: Format;
  /** The command of `apiKeyHelper`, for a settings file that needs one. */
  readonly helper: string | null;
  /** What is written and is no secret. */
  readonly plain: readonly string[];
  /** For files whose variables are not values of their own. */
  readonly variables?: readonly WriteChange[];
  readonly warnings: readonly string[];
};

/** @throws UserError (3) when the credential would have to stand in the file. */
export function wantedFor(request: WriteRequest): Wanted {
  const wanted = byTarget[request.target](request);
  const { warnings } = previewPlan(request.name, request.profile, request.environment);
  return { ...wanted, warnings: [...warnings, ...wanted.warnings] };
}

const byTarget: { readonly [To in Target]: (request: WriteRequest) => Wanted } = {
  user: request => settingsWanted(request, 'user'),
  project: request => settingsWanted(request, 'project'),
  local: request => settingsWanted(request, 'local'),
  envrc: ({ name, profile }) => {
    requireInEnvironment(name, profile);
    const line = envrcLine(name);
    return { format: blockFormat([line]), helper: null, plain: [line], variables: [], warnings: [] };
  },
  dotenv: dotenvWanted,
};

function settingsWanted(request: WriteRequest, target: SettingsTarget): Wanted {
  const content = settingsContent({
    name: request.name,
    profile: request.profile,
    target,
    secrets: request.secrets,
    program: request.program,
    around: namesAround(request),
    helperBelow: request.lower.some(({ content }) => isText(content.apiKeyHelper)),
  });
  const secret = secretNames(request);
  return {
    format: settingsFormat(request.path, content),
    helper: content.helper || null,
    plain: [
      ...[...content.env].flatMap(([name, value]) => (secret.has(name) ? [] : [value])),
      content.helper ?? '',
    ],
    warnings: [...content.warnings, ...settingsWarnings(request, content)],
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** What a shell exports and what lower files set, by name. */
function namesAround({ environment, lower }: WriteRequest): string[] {
  return [...Object.keys(environment), ...lower.flatMap(({ content }) => Object.keys(envNames(content)))];
}

function envNames({ env }: Readonly<Record<string, unknown>>): object {
  return typeof env === 'object' && env !== null ? env : {};
}

function secretNames({ profile }: WriteRequest): ReadonlySet<string> {
  return new Set(
    settingsOf(profile)
      .filter(isSecretSetting)
      .map(({ name }) => name),
  );
}

/** The lines that `cgw env --dotenv` prints, without the marks of a shell, and without secrets unless insisted on. */
function dotenvWanted(request: WriteRequest): Wanted {
  const changes: (Change & { action: 'set' })[] = [];
  const left: string[] = [];
  for (const setting of settingsOf(request.profile)) {
    const plain = plainText(setting);
    const value = plain ?? request.secrets?.get(setting.name);
    if (value !== undefined)
      changes.push({ name: setting.name, action: 'set', value, secret: plain === undefined });
    else left.push(setting.name);
  }
  const lines = dotenv(changes).split('\n').slice(0, -1);
  const missing = left.length > 1 ? 'are' : 'is';
  return {
    format: blockFormat(lines),
    helper: null,
    plain: changes.flatMap(({ value, secret }) => (secret ? [] : [value])),
    variables: changes.map(({ name, value, secret }) => setChange(name, value, secret)),
    warnings:
      left.length > 0 && request.secrets === undefined
        ? [
            `${left.join(', ')} ${missing} left out, being secret: set it where the file is read, or write it with --plaintext`,
          ]
        : [],
  };
}
