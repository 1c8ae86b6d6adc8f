import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { isHelperOf } from '../claude/helper-command.ts';
import { readSettingsText } from '../claude/settings-files.ts';
import { envrcLine } from './block-format.ts';
import type { Target } from './file-change.ts';
import { readRecords } from './undo-record.ts';

/** A file into which cgw wrote what asks cgw for a profile by its name, and that still does. */
export type UsingFile = { readonly target: Target; readonly file: string };

/** The callers of a profile; a file that cannot be read calls nobody. */
export function filesUsing(profile: string, io: Io): UsingFile[] {
  return readRecords(io)
    .filter(record => record.profile === profile)
    .filter(({ target, file }) => calls[target](textAt(file), profile))
    .map(({ target, file }) => ({ target, file }));
}

const calls: { readonly [To in Target]: (text: string, profile: string) => boolean } = {
  user: hasHelper,
  project: hasHelper,
  local: hasHelper,
  envrc: (text, profile) => text.split(/\r?\n/).includes(envrcLine(profile)),
  // It holds values only.
  dotenv: () => false,
};

function hasHelper(text: string, profile: string): boolean {
  return isHelperOf(parseObject(text)?.apiKeyHelper, profile);
}

function textAt(file: string): string {
  try {
    return readSettingsText(file);
  } catch {
    return '';
  }
}
