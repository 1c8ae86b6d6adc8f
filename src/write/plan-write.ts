import type { Profile } from '../backends/profile.ts';
import { programsOf, settingsOf } from '../backends/settings.ts';
import type { Environment } from '../base/io.ts';
import { isText } from '../base/json.ts';
import { envOf } from '../claude/settings-files.ts';
import { dotenv } from '../env/dotenv.ts';
import { type Change, isSecretSetting, plainText } from '../env/plan.ts';
import { leftToSettings, previewPlan } from '../profile/profile-plan.ts';
import { requireInEnvironment } from '../profile/secret-via.ts';
import { blockFormat, envrcLine, type FileFormat } from './block-format.ts';
import {
  changesBetween,
  decoded,
  encoded,
  type FileChange,
  isSettings,
  type SettingsTarget,
  setChange,
  type WriteChange,
  type WriteTarget,
} from './file-change.ts';
import { jsonExtension } from './json-text.ts';
import { secretTest } from './masking.ts';
import { withoutOwnChanges } from './plan-undo.ts';
import { type OtherSettings, settingsContent, settingsWarnings } from './settings-content.ts';
import { settingsFormat } from './settings-format.ts';
import { digestOf, digestOfBytes, type UndoRecord } from './undo-record.ts';

/** What is to be written where, and all that is known about that place. */
export type WriteRequest = OtherSettings & {
  readonly name: string;
  readonly profile: Profile;
  readonly target: WriteTarget;
  /** The file, for errors. */
  readonly path: string;
  /** What it holds; undefined: there is none. */
  readonly content: Uint8Array | undefined;
  /** What an earlier write has left to undo. */
  readonly record: UndoRecord | undefined;
  /** The secrets by variable, for who insists on having them in the file. */
  readonly secrets: ReadonlyMap<string, string> | undefined;
  /** How a shell starts cgw. */
  readonly program: string;
  readonly environment: Environment;
};

/** What a target is to hold for a profile. */
type TargetContent = {
  readonly format: FileFormat;
  /** The command of `apiKeyHelper`, for a settings file that needs one. */
  readonly helper: string | null;
  /** What is written and is no secret. */
  readonly plain: readonly string[];
  /** For files whose variables are not values of their own. */
  readonly variables?: readonly WriteChange[];
  readonly warnings: readonly string[];
};

/** @throws UserError (3) when the credential would have to stand in the file. */
function contentFor(request: WriteRequest): TargetContent {
  const wanted = byTarget[request.target](request);
  const { warnings } = previewPlan(request.name, request.profile, request.environment);
  return { ...wanted, warnings: [...warnings, ...wanted.warnings] };
}

const byTarget: { readonly [To in WriteTarget]: (request: WriteRequest) => TargetContent } = {
  user: request => settingsFor(request, 'user'),
  project: request => settingsFor(request, 'project'),
  local: request => settingsFor(request, 'local'),
  envrc: ({ name, profile }) => {
    requireInEnvironment(name, profile);
    const line = envrcLine(name);
    const warnings = leftToSettings(name, programsOf(profile));
    return { format: blockFormat([line]), helper: null, plain: [line], variables: [], warnings };
  },
  dotenv: dotenvFor,
};

function settingsFor(request: WriteRequest, target: SettingsTarget): TargetContent {
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
      ...Object.values(content.programs),
    ],
    warnings: [...content.warnings, ...settingsWarnings(request, request.environment, content)],
  };
}

/** What a shell exports and what lower files set, by name. */
function namesAround({ environment, lower }: WriteRequest): string[] {
  return [...Object.keys(environment), ...lower.flatMap(({ content }) => Object.keys(envOf(content)))];
}

function secretNames({ profile }: WriteRequest): ReadonlySet<string> {
  return new Set(
    settingsOf(profile)
      .filter(isSecretSetting)
      .map(({ name }) => name),
  );
}

/** The lines that `cgw env --dotenv` prints, without the marks of a shell, and without secrets unless insisted on. */
function dotenvFor(request: WriteRequest): TargetContent {
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
    warnings: [
      ...leftToSettings(request.name, programsOf(request.profile)),
      ...(left.length > 0 && request.secrets === undefined
        ? [
            `${left.join(', ')} ${missing} left out, being secret: set it where the file is read, or write it with --plaintext`,
          ]
        : []),
    ],
  };
}

export type WritePlan = FileChange & {
  readonly content: Buffer;
  /** The command of `apiKeyHelper`, if there is to be one. */
  readonly helper: string | null;
  /** What undo will need beside the mode and the folders. */
  readonly record: Pick<UndoRecord, 'version' | 'target' | 'profile' | 'before' | 'after' | 'written'>;
};

/**
 * The new content of a file for a profile. Pure: for showing it, and for the write itself.
 * @throws UserError (3) when the file cannot be changed, or the credential would have to stand in it.
 */
export function planWrite(request: WriteRequest): WritePlan {
  const { name, target, content, record, path } = request;
  const { format, helper, plain, variables, warnings } = contentFor(request);
  const base = record === undefined ? content : withoutOwnChanges(content, record, format, path).content;
  const old = base === undefined ? undefined : decoded(base, path);
  const text = format.written(old?.text ?? '');
  const bytes = encoded(text, old);
  const now = content === undefined ? undefined : decoded(content, path).text;
  const isSecret = secretTest(secretNames(request), new Set(plain));
  const changes = changesBetween(format, now ?? '', text, isSecret);
  return {
    target,
    path,
    before: now,
    after: text,
    content: bytes,
    changes: variables === undefined || changes.length === 0 ? changes : variables,
    helper,
    isSecret,
    warnings: [...unread(request, text), ...warnings],
    record: {
      version: 1,
      target,
      profile: name,
      before: base === undefined ? null : Buffer.from(base).toString('base64'),
      after: [digestOfBytes(bytes)],
      written: writtenDigests(format, old?.text ?? '', text),
    },
  };
}

/** Claude Code takes nothing from a settings file with comments or trailing commas (observed). */
function unread({ target, path }: WriteRequest, text: string): string[] {
  const place = isSettings(target) ? jsonExtension(text) : undefined;
  return place === undefined
    ? []
    : [
        `${path} has a comment or a trailing comma (${place}), and Claude Code reads nothing of such a file: take it out`,
      ];
}

/** The names whose values differ from before, with what they are now. */
function writtenDigests(format: FileFormat, before: string, after: string): { [name: string]: string[] } {
  const old = format.valuesOf(before);
  const now = format.valuesOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changed = names.filter(name => digestOf(now.get(name)) !== digestOf(old.get(name)));
  return Object.fromEntries(changed.map(name => [name, [digestOf(now.get(name))]]));
}
