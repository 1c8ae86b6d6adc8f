import { settingsOf } from '../backends/settings.ts';
import { isSecretSetting } from '../env/plan.ts';
import type { Format } from './block-format.ts';
import { decoded, encoded } from './encoded-text.ts';
import { changesBetween, type FileChange } from './file-change.ts';
import { jsonExtension } from './json-text.ts';
import { secretTest } from './masking.ts';
import { withoutOwnChanges } from './plan-undo.ts';
import { isSettings } from './target.ts';
import { contentFor, type WriteRequest } from './target-content.ts';
import { digestOf, digestOfBytes, type UndoRecord } from './undo-record.ts';

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
  const { name, target, content, record, path, profile } = request;
  const { format, helper, plain, variables, warnings } = contentFor(request);
  const base = record === undefined ? content : withoutOwnChanges(content, record, format, path).content;
  const old = base === undefined ? undefined : decoded(base, path);
  const text = format.written(old?.text ?? '');
  const bytes = encoded(text, old);
  const now = content === undefined ? undefined : decoded(content, path).text;
  const secret = new Set(
    settingsOf(profile)
      .filter(isSecretSetting)
      .map(setting => setting.name),
  );
  const isSecret = secretTest(secret, new Set(plain));
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
function writtenDigests(format: Format, before: string, after: string): { [name: string]: string[] } {
  const old = format.valuesOf(before);
  const now = format.valuesOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changed = names.filter(name => digestOf(now.get(name)) !== digestOf(old.get(name)));
  return Object.fromEntries(changed.map(name => [name, [digestOf(now.get(name))]]));
}
