import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { cpSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cgw, type Result } from '../support/cgw.ts';
import { expectNoTrace } from '../support/expect-error.ts';
import { Home } from '../support/home.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';
import { type Call, callsIn, failAt, fileCalls, hasStrace, tracing } from '../support/strace.ts';
import { type Writer, WritersHome, writers } from './writers.ts';

/*
 * Every command that writes, with each of its calls that change a file failing once: nothing is lost, nothing half done
 * or empty stays, and it is said in words.
 */

setUp();

/** What a disk answers, and how that is said. */
const errors = {
  ENOSPC: /the disk is full|there is room/,
  EIO: /the disk reports an error|there is room/,
  EDQUOT: /the disk quota is used up|there is room/,
  EROFS: /the file system is read-only|there is room/,
} as const;

type Files = { readonly [path: string]: string };

function filesIn(home: Home): Files {
  const paths = readdirSync(home.path, { recursive: true, encoding: 'utf8' });
  const files = paths.filter(path => lstatSync(join(home.path, path)).isFile() && !isLock(path));
  return Object.fromEntries(files.sort().map(path => [path, readFileSync(join(home.path, path), 'utf8')]));
}

/** A lock is an empty file. */
function isLock(path: string): boolean {
  return /(^|[./])lock(-journal)?$/.test(path);
}

/** What the user keeps: the rest is remembered for comfort, or a copy of before. */
function kept(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !path.startsWith('.local/state/') && !path.endsWith('.bak')),
  );
}

/** A call that changes a file of the home: what it opens for reading is none. */
function changes({ kind, about }: Call, home: Home): boolean {
  return about.includes(home.path) && (kind !== 'openat' || /O_CREAT|O_WRONLY|O_RDWR/.test(about));
}

/** A home that can be brought back to how it was, with the entries of the keychain. */
class Attempts {
  readonly home = new WritersHome();
  readonly #template = new Home();
  #accounts: readonly string[] = [];

  constructor(
    readonly writer: Writer,
    readonly service: SecretService,
  ) {}

  async prepare(): Promise<void> {
    this.service.clear();
    for (const { args, stdin } of this.writer.given ?? []) await this.#run([], args, stdin);
    this.#accounts = this.service.accounts();
    cpSync(this.home.path, this.#template.path, { recursive: true });
  }

  async run(under: readonly string[]): Promise<Result> {
    for (const entry of readdirSync(this.home.path)) rmSync(join(this.home.path, entry), { recursive: true });
    cpSync(this.#template.path, this.home.path, { recursive: true });
    if (this.writer.keychain) {
      this.service.clear();
      for (const account of this.#accounts) await this.service.store(account, 'sk-of-k');
    }
    return this.#run(under, this.writer.args, this.writer.stdin);
  }

  #run(under: readonly string[], args: readonly string[], stdin: string | undefined): Promise<Result> {
    const { home, service } = this;
    const env = { ...home.env, ...service.env };
    return cgw(args, { home, cwd: home.project, env, under, ...(stdin === undefined ? {} : { stdin }) });
  }
}

describe.skipIf(!hasStrace || !hasKeyring)('a disk that fails', () => {
  let service: SecretService;
  beforeAll(async () => {
    service = await SecretService.start();
  });
  afterAll(() => service.stop());

  const all: readonly Writer[] = Object.values(writers).flat();
  test.each(all.map((writer, index) => [writer.args.join(' '), writer, index] as const))(
    'cgw %s',
    async (_, writer, index) => {
      const attempts = new Attempts(writer, service);
      await attempts.prepare();
      const { home } = attempts;
      const log = join(new Home().path, 'log');
      const before = filesIn(home);
      const whole = await attempts.run(tracing(fileCalls, log));
      const after = filesIn(home);
      const calls = callsIn(log).filter(call => changes(call, home));
      expect({ ...whole, calls: calls.length > 0 }).toMatchObject({ calls: true, signal: null });
      const names = Object.keys(errors) as (keyof typeof errors)[];
      for (const [at, { kind, count, about }] of calls.entries()) {
        const error = names[(at + index) % names.length] ?? 'EIO';
        const result = await attempts.run(failAt(kind, count, error));
        const now = filesIn(home);
        const done = result.exit === whole.exit;
        const what = { error, kind, count, about, exit: result.exit, stderr: result.stderr };
        const left = Object.entries(now).filter(([path, text]) => text === '' || /\.tmp|\.\d+$/.test(path));
        expect({ ...what, left, signal: result.signal }).toEqual({ ...what, left: [], signal: null });
        expectNoTrace(result.stderr);
        // What is taken back is back before its record goes.
        const undone = /is as it was, but/.test(result.stderr);
        expect({ ...what, kept: kept(now) }).toEqual({
          ...what,
          kept: kept(done || undone ? after : before),
        });
        // A stream can be what failed.
        if (!done && result.stderr !== '') {
          expect(result.stderr).toMatch(/^cgw: [^\n]+\n {5}[^\n]+\n$/m);
          expect(result.stderr).toMatch(errors[error]);
        }
      }
    },
    300_000,
  );
});
