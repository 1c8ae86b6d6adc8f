import type { Environment } from '../base/io.ts';
import type { Change, Plan } from '../env/plan.ts';

/** What the hook of a shell gets to carry out. */
export type HookUpdate = {
  /** Empty: the environment is right as it is. */
  readonly changes: readonly Change[];
  /** What brings back, literally, what was there before these changes. */
  readonly restore: readonly Change[];
  /** For a new shell: pins and the default decide there. If not, whoever made its environment has decided. */
  readonly follow?: boolean;
};

/** An update, and what went wrong or has to be said, for people. */
export type HookReply = { readonly update: HookUpdate; readonly messages: readonly string[] };

export const noUpdate: HookUpdate = { changes: [], restore: [] };

/** The changes of a plan, and those that undo them in this environment. */
export function updateOf(changes: Plan['changes'], environment: Environment): HookUpdate {
  return { changes, restore: changes.flatMap(change => undoing(change, environment)) };
}

/** What was cleared or overwritten was the user’s own: it counts as secret. */
function undoing({ name, action }: Change, environment: Environment): Change[] {
  const value = environment[name];
  if (value !== undefined) return [{ name, action: 'set', value, secret: true }];
  return action === 'set' ? [{ name, action: 'unset' }] : [];
}

/** The hook in the language of one shell. */
export type HookLanguage = {
  /**
   * The code for the shell’s start-up file: the state and the functions of one shell.
   * @param program the words that start this cgw, from anywhere.
   * @param start what a new shell begins with; undefined where the code is kept: then it asks when it is read.
   */
  hook(program: readonly string[], start: HookReply | undefined): string;
  /** The code of an update, for that code to evaluate. */
  update(update: HookUpdate): string;
  /** The same code as `hook` for a file that each new shell sources; where that is stale it does nothing. */
  cached?(cache: HookCache): string;
  readonly rc: Rc;
};

/** How that file ends where it is fresh. Of one that is empty, or full of NUL, a shell says 0. */
export const freshStatus = 3;

/** What the hook in a file was made of (`cache.ts`), by which a shell sees that it is fresh. */
export type HookCache = {
  /** Where it lies. It was changed last when the executable was. */
  readonly file: string;
  /** The words that start this cgw, its executable, and the file that `cgw` on PATH leads to. */
  readonly program: readonly string[];
  readonly executable: string;
  readonly onPath: string;
  readonly config: string;
  /** What is in the config, and in what starts the executable where that is another file. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
  /** Variables that say which config counts; empty is as good as unset. */
  readonly places: { readonly [name: string]: string };
  /** What a shell begins with in which none of these variables is set; undefined: it asks cgw. */
  readonly start: { readonly update: HookUpdate; readonly unset: readonly string[] } | undefined;
  /** What `cgw completion` prints, which would be the next start of cgw. */
  readonly completion: string;
};

/** How the hook gets into a shell. */
export type Rc = {
  readonly file: string;
  readonly line: string;
  /** The same, without a start of cgw where the hook in that file is fresh; the file is quoted for the shell. */
  readonly cachedLine?: (file: string) => string;
  /** What has to be done before, but not in every new shell. */
  readonly once?: string;
};

/** What a user has to do, a line each. */
export function installation({ once, file, line }: Rc): string[] {
  return [...(once === undefined ? [] : ['once:', `  ${once}`]), `in ${file}:`, `  ${line}`];
}

/** The same for who lacks it; a file in the home folder is one that `cgw init` changes. */
export function installationAdvice(rc: Rc): string[] {
  const isKnown = rc.file.startsWith('~/');
  return [...installation(rc), ...(isKnown ? ['cgw init puts it there, after showing the change'] : [])];
}

/** More names than that with the same first word are told by it before one by one, which takes ten times as long. */
const fewNames = 4;

/** Names by how they begin, and those that stand for themselves. */
export function inGroups(names: readonly string[]): { prefixes: string[]; others: string[] } {
  const groups = Map.groupBy(names, name => /^[A-Z]+_/.exec(name)?.[0]);
  const large = [...groups].flatMap(([prefix, { length }]) =>
    prefix !== undefined && length > fewNames ? [prefix] : [],
  );
  return { prefixes: large, others: names.filter(name => !large.some(prefix => name.startsWith(prefix))) };
}
