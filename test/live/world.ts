import { expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cgw, claude, type Outcome, type Running, type StartOptions, start } from './programs.ts';
import { startProxy } from './proxy.ts';
import { startRecorder } from './recorder/recorder.ts';
import type { Recorder, RecorderFormat, RecorderOptions } from './recorder/types.ts';

/** The settings files of Claude Code that a user and a project have. */
export const scopes = ['user', 'project', 'local'] as const;
export type Scope = (typeof scopes)[number];

type Options = Partial<StartOptions>;

/** A machine of its own for one test: empty home, empty project, no network but loopback. */
export class World {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'cgw-live-')));
  readonly home = join(this.root, 'home');
  readonly project = join(this.root, 'project');
  readonly temp = join(this.root, 'tmp');
  readonly state = join(this.root, 'state');
  /** What it would have reached beyond loopback. */
  readonly proxy = startProxy();
  /** Requests to the proxy that are all right; none by default. */
  mayAsk = /^$/;
  readonly #recorders: Recorder[] = [];
  readonly #running: Running[] = [];

  /** What every program is started with. */
  readonly environment: Readonly<Record<string, string>> = {
    HOME: this.home,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TMPDIR: this.temp,
    XDG_STATE_HOME: this.state,
    CGW_CLAUDE: claude,
    ...this.proxy.environment,
  };

  constructor() {
    for (const folder of [this.home, this.project, this.temp]) mkdirSync(folder);
  }

  /** A listener that plays a vendor. */
  recorder(format: RecorderFormat, options: RecorderOptions = {}): Recorder {
    const recorder = startRecorder(format, options);
    this.#recorders.push(recorder);
    return recorder;
  }

  /** Writes a file, relative to the root of this world. */
  write(path: string, content: string | Uint8Array, mode = 0o600): string {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content, { mode });
    return full;
  }

  /** Makes a folder, relative to the root of this world. */
  folder(path: string): string {
    const full = join(this.root, path);
    mkdirSync(full, { recursive: true });
    return full;
  }

  /** Writes a settings file of Claude Code. */
  settings(scope: Scope, content: object): string {
    const path = {
      user: 'home/.claude/settings.json',
      project: 'project/.claude/settings.json',
      local: 'project/.claude/settings.local.json',
    }[scope];
    return this.write(path, JSON.stringify(content));
  }

  start(command: readonly string[], options: Options = {}): Running {
    const running = start(command, {
      cwd: this.project,
      ...options,
      environment: { ...this.environment, ...options.environment },
    });
    this.#running.push(running);
    return running;
  }

  run(command: readonly string[], options: Options = {}): Promise<Outcome> {
    return this.start(command, options).ended;
  }

  cgw(args: readonly string[], options: Options = {}): Promise<Outcome> {
    return this.run([cgw, ...args], options);
  }

  claude(args: readonly string[], options: Options = {}): Promise<Outcome> {
    return this.run([claude, ...args], options);
  }

  /** Makes a profile, as a user would. */
  async add(name: string, ...args: readonly string[]): Promise<void> {
    const { exitCode, stderr } = await this.cgw(['add', name, ...args]);
    if (exitCode !== 0) throw new Error(`cgw add ${name} failed: ${stderr}`);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#running.map(running => running.kill()));
    await Promise.all(this.#recorders.map(recorder => recorder.stop()));
    this.proxy.stop();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Claude Code takes a core for most of its start. */
const atOnce = 3;
/** A test waits here for its turn, so its own time limit has to cover the whole file; programs have theirs. */
const testLimitMs = 600_000;

let free = atOnce;
const waiting: (() => void)[] = [];

/** A test in a world of its own, a few at a time. Whatever else it shows, nothing may go beyond loopback. */
export function live(name: string, body: (world: World) => Promise<void>): void {
  const turn = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>(resolve => waiting.push(resolve));
    const world = new World();
    try {
      await body(world);
      expect(world.proxy.requests.filter(request => !world.mayAsk.test(request))).toEqual([]);
    } finally {
      await world.dispose();
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
  test.concurrent(name, turn, testLimitMs);
}
