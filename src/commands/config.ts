import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { writeAtomically } from '../base/atomic-write.ts';
import { editFile, editorOf } from '../base/editor.ts';
import { exitCode, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { notWritable } from '../base/not-writable.ts';
import { tildePath } from '../base/paths.ts';
import { quotedName } from '../base/quoting.ts';
import { configText, readDraft } from '../profile/file.ts';
import { configSchema } from '../profile/json-schema.ts';
import { configFile, configFolder, makeFolder } from '../profile/paths.ts';
import { printJson } from './output.ts';

const verbs = ['path', 'edit', 'schema'] as const;

const spec = {
  summary: 'the config file: where it is, in your editor (checked before it replaces), its JSON Schema',
  usage: 'path|edit|schema',
  positionals: { least: 1, most: 1 },
  kinds: [{ oneOf: verbs }],
  flags: {},
  examples: ['cgw config path', 'cgw config edit', 'cgw config schema'],
} as const satisfies CommandSpec;

async function run({ positionals: [verb = ''] }: Invocation, io: Io): Promise<number> {
  switch (verb) {
    case 'path':
      io.data(`${configFile(io)}\n`);
      return exitCode.done;
    case 'schema':
      printJson(io, configSchema());
      return exitCode.done;
    case 'edit':
      return edit(io);
    default:
      throw usage('config', `${quotedName(verb)} is none of ${verbs.join(', ')}`);
  }
}

/** What lies beside the config while it is edited, and after. */
const files = { draft: 'config.draft.json', schema: 'config.schema.json' } as const;

/**
 * Opens a copy of the config, and puts it in the place of the config once it is valid. What is not valid stays where it
 * was edited, and is opened again by the next `edit`.
 */
async function edit(io: Io): Promise<number> {
  const editor = editorOf(io.environment);
  if (editor === undefined)
    throw new UserError(
      exitCode.usage,
      'config: neither VISUAL nor EDITOR names an editor',
      'for example: EDITOR=nano cgw config edit',
    );
  const before = configText(configFile(io));
  const draft = join(configFolder(io), files.draft);
  const kept = existsSync(draft);
  if (kept) io.err(`cgw: opens the draft that was not valid: ${tildePath(draft, io)}\n`);
  begin(draft, kept ? undefined : withSchema(before), io);
  const opened = configText(draft);
  if (!editFile(editor, draft, io))
    throw new UserError(
      exitCode.failed,
      'config: the editor failed, so nothing was changed',
      keptAs(draft, io),
    );
  const text = configText(draft);
  if (text === opened && !kept) {
    rmSync(draft);
    io.err('nothing was changed\n');
    return exitCode.done;
  }
  const after = await readDraft(draft, `nothing was changed; ${keptAs(draft, io)}`);
  const { replaceConfig } = await import('../profile/store.ts');
  if (!(await replaceConfig(io, before, after)))
    throw new UserError(exitCode.failed, 'config: another cgw changed it meanwhile', keptAs(draft, io));
  rmSync(draft);
  io.err(`changed ${tildePath(configFile(io), io)}\n`);
  return exitCode.done;
}

/** The schema is made anew, because it is one of this cgw. @param text undefined: the draft is there */
function begin(draft: string, text: string | undefined, io: Io): void {
  const folder = configFolder(io);
  try {
    makeFolder(folder);
    writeAtomically(join(folder, files.schema), `${JSON.stringify(configSchema(), undefined, 2)}\n`);
    if (text !== undefined) writeAtomically(draft, text);
  } catch (error) {
    throw notWritable(folder, error, 'point CGW_CONFIG_DIR elsewhere');
  }
}

function keptAs(draft: string, io: Io): string {
  return `the draft is kept: cgw config edit opens it again, rm ${tildePath(draft, io)} drops it`;
}

/** The config as it is opened: with the schema by which editors complete. What is no JSON is opened as it is. */
function withSchema(text: string | undefined): string {
  if (text === undefined) return withSchema('{"version":1,"roles":{},"profiles":{}}');
  try {
    const raw: unknown = JSON.parse(text);
    if (!isRecord(raw) || '$schema' in raw) return text;
    return `${JSON.stringify({ $schema: `./${files.schema}`, ...raw }, undefined, 2)}\n`;
  } catch {
    return text;
  }
}

export const config: CommandModule = { spec, run };
