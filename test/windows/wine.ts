import { afterAll, setDefaultTimeout } from 'bun:test';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildFor, mustRun } from '../support/build.ts';
import { required } from '../support/required.ts';

/*
 * The program for Windows, under Wine: built for it here, with what Wine lacks and with small programs that show what a
 * program of Windows is given. One drive C: serves a whole run of the tests, because a new one takes seconds.
 */

/** Debian puts `wine64` outside of PATH. */
const wine = Bun.which('wine64') ?? Bun.which('/usr/lib/wine/wine64');
const compiler = Bun.which('x86_64-w64-mingw32-gcc');

/** Whether there is what the tests of Windows need. */
export const hasWine = required('wine', wine !== null && compiler !== null);

let drive: string | undefined;
let stays: Bun.Subprocess | undefined;

/** The folder that Windows knows as `C:`. */
function driveC(): string {
  drive ??= prepare();
  return drive;
}

/** For the top of a test file: the first test builds the program and makes the drive. */
export function setUpWine(): void {
  setDefaultTimeout(300_000);
}

// Once for all files: `all.wine.ts` loads them into one process.
afterAll(async () => {
  if (drive === undefined) return;
  // Its services end with the last program.
  stays?.kill();
  await stays?.exited;
  silently('wineboot', '--kill');
  rmSync(dirname(dirname(drive)), { recursive: true, force: true, maxRetries: 5 });
  drive = undefined;
});

function wineEnvironment(): Record<string, string> {
  const prefix = dirname(driveC());
  return {
    PATH: '/usr/bin:/bin',
    HOME: dirname(prefix),
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm-256color',
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    // Neither .NET nor a browser: each would open a window to ask for them.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
  };
}

function silently(...words: readonly string[]): void {
  Bun.spawnSync([wine ?? '', ...words], { env: wineEnvironment(), stdio: ['ignore', 'ignore', 'ignore'] });
}

/** Makes drive C: and puts the programs on it. */
function prepare(): string {
  const root = mkdtempSync(join(tmpdir(), 'cgw-wine-'));
  drive = join(root, 'prefix', 'drive_c');
  // Without pipes: what Wine starts for itself would hold them.
  silently('wineboot', '--init');
  const folder = join(drive, 'cgw');
  mkdirSync(folder);
  const compile = (name: string, out: string, ...options: string[]) =>
    mustRun([
      ...[compiler ?? '', '-O1', '-s', ...options],
      ...['-o', join(folder, out), join(import.meta.dir, 'programs', name), '-ladvapi32'],
    ]);
  compile('bcryptprimitives.c', 'bcryptprimitives.dll', '-shared');
  compile('show.c', 'show.exe', '-municode');
  compile('start.c', 'start.exe', '-municode');
  buildFor('win32-x64', join(folder, 'cgw.exe'));
  // One that stays until the end: else each program would start the services of Wine anew.
  stays = Bun.spawn([wine ?? '', 'C:\\cgw\\show.exe'], {
    env: { ...wineEnvironment(), SHOW_TO: 'C:\\cgw\\stays', SHOW_WAIT: '-2' },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return drive;
}

/** The path of Windows for a file on its drive C:. */
function windowsPath(path: string): string {
  return `C:${path.slice(driveC().length).replaceAll('/', '\\')}`;
}

/** The path here for one of Windows. */
export function unixPath(path: string): string {
  return join(driveC(), path.slice(2).replaceAll('\\', '/'));
}

type Variables = Readonly<Record<string, string>>;

let homes = 0;

/** A user of Windows, with a blank in the name. */
export class WindowsHome {
  readonly path = `C:\\users\\Ann Ünal ${++homes}`;
  readonly config = `${this.path}\\AppData\\Roaming\\cgw\\config.json`;
  /** Where programs of the user’s own are; it is on PATH. Wine’s cmd starts no batch file whose path has blanks. */
  readonly bin = `C:\\tools\\${homes}`;
  /** Where the user stands. */
  readonly folder = `${this.path}\\my project`;

  constructor() {
    for (const folder of [this.bin, this.folder, `${this.path}\\AppData\\Roaming`, `${this.path}\\Temp`])
      mkdirSync(unixPath(folder), { recursive: true });
  }

  /** What a program finds in the environment; `Path` is its name on Windows. */
  environment(more: Variables = {}): Variables {
    return {
      ALLUSERSPROFILE: 'C:\\ProgramData',
      APPDATA: `${this.path}\\AppData\\Roaming`,
      ComSpec: 'C:\\windows\\system32\\cmd.exe',
      LOCALAPPDATA: `${this.path}\\AppData\\Local`,
      NUMBER_OF_PROCESSORS: '2',
      OS: 'Windows_NT',
      Path: `${this.bin};C:\\windows\\system32;C:\\windows`,
      PATHEXT: '.COM;.EXE;.BAT;.CMD;.VBS',
      ProgramFiles: 'C:\\Program Files',
      SystemDrive: 'C:',
      SystemRoot: 'C:\\windows',
      TEMP: `${this.path}\\Temp`,
      TMP: `${this.path}\\Temp`,
      USERNAME: 'ann',
      USERPROFILE: this.path,
      windir: 'C:\\windows',
      ...more,
    };
  }

  write(path: string, content: string | Uint8Array): string {
    const file = unixPath(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return path;
  }

  read(path: string): string {
    return readFileSync(unixPath(path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(unixPath(path));
  }

  /** Puts a program on PATH that shows what it was given. */
  addShow(name: string): string {
    cpSync(join(driveC(), 'cgw', 'show.exe'), unixPath(`${this.bin}\\${name}`));
    return `${this.bin}\\${name}`;
  }
}

type Options = {
  readonly home: WindowsHome;
  readonly env?: Variables;
  readonly cwd?: string;
};

export type Result = { readonly exit: number; readonly stdout: string; readonly stderr: string };

let started = 0;

/** The command line here that starts words under Wine with an environment of Windows, and that of Wine itself. */
export function command(
  words: readonly string[],
  { home, env }: Pick<Options, 'home' | 'env'>,
): { readonly words: string[]; readonly env: Record<string, string> } {
  const file = join(driveC(), 'cgw', `environment-${++started}`);
  const entries = Object.entries(home.environment(env)).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, entries.map(([name, value]) => `${name}=${value}\0`).join(''));
  return {
    words: [wine ?? '', 'C:\\cgw\\start.exe', ...words],
    env: { ...wineEnvironment(), START_ENVIRONMENT: windowsPath(file) },
  };
}

/** Runs a program of Windows to its end. */
export async function start(words: readonly string[], options: Options): Promise<Result> {
  const { words: line, env } = command(words, options);
  // Not pipes: services that Wine starts for a program hold what it was given, for as long as they run.
  const [out = '', err = ''] = ['out', 'err'].map(name => join(driveC(), 'cgw', `${name}-${started}`));
  const child = Bun.spawn(line, {
    cwd: unixPath(options.cwd ?? options.home.folder),
    env,
    stdin: 'ignore',
    stdout: Bun.file(out),
    stderr: Bun.file(err),
  });
  const exit = await child.exited;
  return { exit, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(err, 'utf8') };
}

export function cgw(args: readonly string[], options: Options): Promise<Result> {
  return start(['C:\\cgw\\cgw.exe', ...args], options);
}

/** Runs cgw, which is expected to succeed; its error is the test’s error. */
export async function done(args: readonly string[], options: Options): Promise<Result> {
  const result = await cgw(args, options);
  if (result.exit !== 0) throw new Error(`cgw ${args.join(' ')} → ${result.exit}: ${result.stderr}`);
  return result;
}

/** Variables by which `show.exe` writes into a file of the home. */
export function showTo(home: WindowsHome, more: Variables = {}): Variables {
  return { SHOW_TO: `${home.path}\\shown`, ...more };
}

/** What `show.exe` was given. */
export function shown(home: WindowsHome): { readonly args: string[]; readonly env: Map<string, string> } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    readFileSync(unixPath(`${home.path}\\shown`)),
  );
  const entries = text.split('\0');
  // No variable is an empty entry, but an argument may be.
  const end = entries.lastIndexOf('', entries.length - 2);
  return {
    args: entries.slice(0, end),
    env: new Map(
      entries.slice(end + 1, -1).map(entry => {
        const equals = entry.indexOf('=', 1);
        return [entry.slice(0, equals), entry.slice(equals + 1)];
      }),
    ),
  };
}
