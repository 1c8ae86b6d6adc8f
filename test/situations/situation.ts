import { expect, test } from 'bun:test';
import { chmodSync } from 'node:fs';
import { cgw, cleanEnvironment, type Result } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { required } from '../support/required.ts';
import { hasStrace } from '../support/strace.ts';

/** Somewhere odd, and what cgw does there. */
type Situation = {
  /** Where such a thing was reported, or is usual. */
  readonly seen: string;
  /** @returns what only this home knows: variables, and words before the program */
  readonly set?: (home: Home) => {
    readonly env?: { readonly [name: string]: string };
    readonly under?: readonly string[];
    readonly cwd?: string;
  };
  /** Variables that are not there. */
  readonly without?: readonly string[];
  readonly args: readonly string[];
  readonly exit: number;
  /** What stdout and stderr hold together. */
  readonly says: readonly string[];
  readonly not?: readonly string[];
  readonly after?: (home: Home, result: Result) => void;
};

export type Situations = { readonly [name: string]: Situation };

/* What many of them run. */
export const launch = ['run', 'p', '--', '-p', 'hi'];
export const edit = ['edit', 'p', '--set', 'note=new'];
export const written = ['write', 'p', '--to', 'user'];
export const env = ['env', 'p', '--shell', 'sh'];

/** Whether files and folders can be mounted here without being root. */
const hasBubblewrap = required(
  'bubblewrap',
  Bun.which('bwrap') !== null && Bun.spawnSync(['bwrap', '--bind', '/', '/', 'true']).success,
);

/** Words that run a program among mounts: `--bind FROM TO`, `--ro-bind FROM TO`, `--uid`, … */
export function mounted(...more: readonly string[]): string[] {
  return ['bwrap', '--bind', '/', '/', '--dev-bind', '/dev', '/dev', ...more];
}

/** Words that run a program from a script of bash, in which `"$@"` is the program. */
export function within(script: string): string[] {
  return ['bash', '-c', script, 'bash'];
}

/** Words that run a program after a script of bash. */
export function after(script: string): string[] {
  return within(`${script}; exec "$@"`);
}

/** Words that run a program of which every call of these kinds fails. */
export function failing(calls: string, error: string): string[] {
  return [
    'strace',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${calls}:error=${error}`,
  ];
}

/** A profile that needs nothing else. */
export const gateway = {
  backend: 'gateway',
  baseUrl: 'https://llm.example',
  token: 'placeholder:x',
} as const;

export function trySituations(situations: Situations): void {
  for (const [name, situation] of Object.entries(situations)) {
    const words = (home: Home) => situation.set?.(home) ?? {};
    test(`${name} (${situation.seen})`, async () => {
      const home = new Home();
      home.writeConfig({ version: 1, default: 'p', roles: {}, profiles: { p: gateway } });
      home.write('.claude/settings.json', '{\n  "model": "opus"\n}\n', 0o644);
      home.write('bin/claude', '#!/bin/sh\necho "claude $*"\n');
      chmodSync(`${home.path}/bin/claude`, 0o755);
      const { env = {}, under = [], cwd } = words(home);
      const without = (situation.without ?? []).flatMap(each => ['-u', each]);
      const path = `${home.path}/bin:${cleanEnvironment(home).PATH}`;
      const missing = { bwrap: !hasBubblewrap, strace: !hasStrace } as const;
      const [tool] = under;
      if ((tool === 'bwrap' || tool === 'strace') && missing[tool]) return;
      const result = await cgw(situation.args, {
        home,
        env: { PATH: path, ...env },
        under: ['env', ...without, ...under],
        ...(cwd === undefined ? {} : { cwd }),
      });
      const said = `${result.stdout}${result.stderr}`;
      for (const text of situation.says) expect(said).toContain(text);
      for (const text of ['this is a bug', 'has crashed', ...(situation.not ?? [])])
        expect(said).not.toContain(text);
      expect(result.exit).toBe(situation.exit);
      situation.after?.(home, result);
    });
  }
}
