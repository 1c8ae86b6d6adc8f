import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Glob } from 'bun';

/**
 * The rooms of the house, from the ground up: a file imports only from its own folder and from folders before it,
 * types included. Files beside the folders (`cli.ts`) come last.
 */
const rooms = [
  'base',
  'env',
  'secrets',
  'backends',
  'profile',
  'args',
  'hook',
  'completion',
  'features',
  'claude',
  'detect',
  'transfer',
  'write',
  'check',
  'doctor',
  'ui',
  'commands',
  '.',
] as const;

const source = join(import.meta.dir, '../src');

/** Every file of `src` with what it imports, in any way: `import`, `import type`, `export … from`, `import()`. */
const imports = new Map(
  [...new Glob('**/*.{ts,tsx}').scanSync(source)].map(file => [file, importsOf(file)] as const),
);

function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)]
    .map(([, path = '']) => relative(source, join(source, dirname(file), path)))
    .filter(path => /\.tsx?$/.test(path));
}

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '.';
}

/** The files that can be reached from `file`. */
function reachableFrom(file: string): Set<string> {
  const seen = new Set<string>();
  const queue = [file];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const path of imports.get(next) ?? [])
      if (!seen.has(path)) {
        seen.add(path);
        queue.push(path);
      }
  return seen;
}

/** Files that import each other, all around: one line a circle. */
function circles(): string[] {
  const reached = new Map([...imports.keys()].map(file => [file, reachableFrom(file)] as const));
  const inCircle = [...imports.keys()].filter(file => reached.get(file)?.has(file));
  const lines = inCircle.map(file =>
    inCircle
      .filter(other => reached.get(file)?.has(other) && reached.get(other)?.has(file))
      .sort()
      .join(' '),
  );
  return [...new Set(lines)].sort();
}

describe('the architecture', () => {
  test('every folder has its place in the order', () => {
    const folders = new Set([...imports.keys()].map(roomOf));
    expect([...folders].sort()).toEqual([...rooms].sort());
  });

  test('every import is of a file that exists', () => {
    const lost = [...imports].flatMap(([file, paths]) =>
      paths.filter(path => !imports.has(path)).map(path => `${file} imports ${path}`),
    );
    expect(lost).toEqual([]);
  });

  test('imports run downward only', () => {
    const upward = [...imports].flatMap(([file, paths]) =>
      paths
        .filter(path => rank(path) > rank(file))
        .map(path => `src/${file} imports src/${path}: ${roomOf(path)} stands above ${roomOf(file)}`),
    );
    expect(upward).toEqual([]);
  });

  test('no file imports itself, however far around', () => {
    expect(circles()).toEqual([]);
  });

  /** What opens or reads files, with the library that does so by itself. */
  const reading =
    /\b(?:readFile(?:Sync)?|openSync|openUnwaited|createReadStream|copyFile(?:Sync)?|cpSync|read(?:v)?Sync|openAsBlob)\(|\bBun\.(?:file|mmap)\(|\bfs\/promises|\bnew (?:Database|Store)\b/;
  /** Files that read other than by `readBounded`, and why they may. */
  const readers = {
    'base/atomic-write.ts': 'opens what it makes itself, and folders to sync them',
    'base/bounded-read.ts': 'is readBounded',
    'base/given.ts': 'what the kernel says of this process',
    'base/json-files.ts': 'presets and measurements, at the time of the build',
    'base/lock.ts': 'locks a file of cgw’s own, of which nothing is read',
    'base/process-tree.ts': 'what the kernel says of processes',
    'base/terminal-modes.ts': 'the terminal of the session',
    'claude/program-text.ts': 'the program of Claude Code, 200 MB of it, a piece at a time',
    'commands/statusline.ts': 'stdin, which Claude Code fills',
    'env/shells/detect.ts': 'what the kernel says of processes',
    'profile/store.ts': 'what it has just written',
    'secrets/from-file.ts': 'opens by openUnwaited, asks who may read it, and reads by readOpen',
    'transfer/read.ts': 'a pipe that the user names, up to a limit of bytes and of time',
    'ui/terminal.ts': 'the terminal of the session',
  } as const satisfies Record<string, string>;
  test('a file that may be another’s is read by readBounded and nothing else', () => {
    const found = [...imports.keys()].filter(file =>
      reading.test(readFileSync(join(source, file), 'utf8').replaceAll(/^import .*$/gm, '')),
    );
    expect(found.sort()).toEqual(Object.keys(readers));
  });

  /** Files that start programs, and what keeps the project here out of them; `test/commands/started.test.ts` tries each. */
  const starters = {
    'base/outside-project.ts': 'is what keeps it out',
    'base/on-terminal.ts': 'apart: the user’s pager and editor',
    'base/child.ts': 'its callers: from-command.ts starts them apart, check/claude.ts in an empty folder',
    'base/exec.ts': 'the launch itself, which is meant to be here',
    'claude/auth-status.ts': 'apart',
    'check/session.ts': 'apart: what the credential chain of a cloud starts',
    'commands/screens.ts': 'cgw itself, for the folder here',
  } as const satisfies Record<string, string>;
  test('programs are started in these places alone', () => {
    const found = [...imports.keys()].filter(file =>
      /\bBun\.(?:spawn(?:Sync)?|\$)|\bexeca\(|\bexecve\(|child_process|\bWorker\(|\bchdir\(/.test(
        readFileSync(join(source, file), 'utf8'),
      ),
    );
    expect(found.sort()).toEqual(Object.keys(starters).sort());
  });

  test('who owns a file is asked of the one that is open', () => {
    const asking = [...imports.keys()].filter(file =>
      /\bisOwn\b.*bounded-read/.test(readFileSync(join(source, file), 'utf8')),
    );
    // It says why a file cannot be read, and reads by readBounded.
    expect(asking).toEqual(['profile/file.ts']);
  });
});

function rank(file: string): number {
  return (rooms as readonly string[]).indexOf(roomOf(file));
}
