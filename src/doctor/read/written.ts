import type { Io } from '../../base/io.ts';
import { isRecord } from '../../base/json.ts';
import type { SettingsFile } from '../../claude/settings-files.ts';
import { placeOf } from '../../write/place.ts';
import { digestOf } from '../../write/undo-record.ts';
import { readRecord } from '../../write/undo-store.ts';
import type { Written } from '../situation.ts';

/** What `cgw write` put into a settings file and still stands there as it wrote it. */
export function writtenIn({ scope, path, content }: SettingsFile, io: Io): Written | null {
  if (scope !== 'user' && scope !== 'project' && scope !== 'local') return null;
  try {
    const record = readRecord(placeOf(scope, path, io), io);
    if (record === undefined) return null;
    const env = isRecord(content.env) ? content.env : {};
    const values = { apiKeyHelper: content.apiKeyHelper, ...prefixed(env) };
    const entries = Object.entries(values).filter(
      ([name, value]) => value !== undefined && record.written[name]?.includes(digestOf(value)),
    );
    return { profile: record.profile, entries: entries.map(([name]) => name) };
  } catch {
    // A damaged record is what `cgw write` complains about.
    return null;
  }
}

function prefixed(env: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [`env.${name}`, value]));
}
