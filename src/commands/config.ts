import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { usage } from '../args/parse.ts';
import type { CommandModule, CommandSpec, Invocation } from '../args/spec.ts';
import { writeAtomically } from '../base/atomic-write.ts';
import { exitCode, notWritable, UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { mustBeOneOf } from '../base/near-names.ts';
import { onTerminal } from '../base/on-terminal.ts';
import { programOutsideProject } from '../base/outside-project.ts';
import { tildePath } from '../base/paths.ts';
import { emptyConfig } from '../profile/config.ts';
import { configText, readDraft } from '../profile/file.ts';
import { configSchema } from '../profile/json-schema.ts';
import { makeFolder } from '../profile/own-folders.ts';
import { configFile, configFolder } from '../profile/paths.ts';
import { hasTerminal } from './forms.ts';
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
      throw usage('config', `the word after it ${mustBeOneOf(verb, verbs)}`);
  }
}

/** What lies beside the config while it is edited, the config that a draft began as, and the schema after it. */
const files = {
  draft: 'config.draft.json',
  base: 'config.draft.base.json',
  schema: 'config.schema.json',
} as const;

/**
 * Opens a copy of the config, and puts it in the place of the config once it is valid. What is not valid stays where it
 * was edited, and is opened again by the next `edit`.
 */
async function edit(io: Io): Promise<number> {
  const editor = editorOf(io);
  if (editor === undefined)
    throw new UserError(
      exitCode.usage,
      `config: neither VISUAL nor EDITOR names an editor${hasTerminal(io) ? ', and there is no nano and no vi' : ''}`,
      'for example: EDITOR=nano cgw config edit',
    );
  const draft = join(configFolder(io), files.draft);
  const base = join(configFolder(io), files.base);
  const kept = existsSync(draft);
  if (kept) io.err(`cgw: opening the draft that was kept: ${tildePath(draft, io)}\n`);
  const before = configText(kept ? base : configFile(io));
  begin(kept ? {} : { [draft]: withSchema(before), ...(before === undefined ? {} : { [base]: before }) }, io);
  const opened = configText(draft);
  const isDone = onTerminal(editor, [draft], io) === 0;
  const isUntouched = configText(draft) === opened && !kept;
  if (isUntouched) drop([draft, base]);
  if (!isDone)
    throw new UserError(
      exitCode.failed,
      'config: the editor failed, so nothing was changed',
      isUntouched ? 'try another one: EDITOR=nano cgw config edit' : keptAs(draft, io),
    );
  if (isUntouched) {
    io.err('nothing was changed\n');
    return exitCode.done;
  }
  const after = await readDraft(draft, `nothing was changed; ${keptAs(draft, io)}`);
  const { replaceConfig } = await import('../profile/store.ts');
  if (!(await replaceConfig(io, before, after)))
    throw new UserError(
      exitCode.failed,
      'config: another cgw has changed it since this draft was begun',
      `the draft is kept: take from ${tildePath(draft, io)} what you need, and remove it`,
    );
  drop([draft, base]);
  io.err(`changed ${tildePath(configFile(io), io)}\n`);
  return exitCode.done;
}

function drop(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

/** Writes what an edit begins with; the schema is made anew, because it is one of this cgw. */
function begin(texts: Readonly<Record<string, string>>, io: Io): void {
  const folder = configFolder(io);
  try {
    makeFolder(folder);
    writeAtomically(join(folder, files.schema), `${JSON.stringify(configSchema(), undefined, 2)}\n`);
    for (const [path, text] of Object.entries(texts)) writeAtomically(path, text);
  } catch (error) {
    throw notWritable(folder, error, 'point CGW_CONFIG_DIR elsewhere');
  }
}

function keptAs(draft: string, io: Io): string {
  return `the draft is kept: cgw config edit opens it again, rm ${tildePath(draft, io)} drops it`;
}

/** The config as it is opened: with the schema by which editors complete. What is not JSON is opened as it is. */
function withSchema(text: string | undefined): string {
  const raw = text === undefined ? emptyConfig : parseObject(text);
  if (raw === undefined || '$schema' in raw) return text ?? '';
  return `${JSON.stringify({ $schema: `./${files.schema}`, ...raw }, undefined, 2)}\n`;
}

/** The user’s editor, as a command line for the shell; on a terminal else one that is usually there. */
function editorOf(io: Io): string | undefined {
  const { VISUAL, EDITOR } = io.environment;
  const named = [VISUAL, EDITOR].find(each => each !== undefined && each.trim() !== '');
  if (named !== undefined || !hasTerminal(io)) return named;
  return (io.platform === 'win32' ? ['notepad'] : ['nano', 'vi']).find(
    name => programOutsideProject(name, io) !== undefined,
  );
}

export const config: CommandModule = { spec, run };
