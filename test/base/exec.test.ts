import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { program } from '../support/cgw.ts';
import { runs } from '../support/tier.ts';

/*
 * `cgw exec` hands on what `env` would: held in bytes, by what the kernel says of the program that was started.
 */

const folder = mkdtempSync(join(tmpdir(), 'cgw-exec-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, 'config.json'),
  JSON.stringify({
    version: 1,
    profiles: { p: { backend: 'gateway', baseUrl: 'https://gate.example.com', token: 'placeholder:none' } },
  }),
);
// Between what is dumped stands a line that no variable holds.
const line = join(folder, 'line');
writeFileSync(line, '\n======\n');
const dump = join(folder, 'dump.sh');
writeFileSync(
  dump,
  [
    'of=/proc/$$',
    `cat $of/environ ${line} $of/cmdline ${line} $of/limits ${line} $of/status ${line} $of/stat > "$1"`,
    'ls -l $of/fd $of/cwd >> "$1"',
  ].join('\n'),
);

/** A word of bash for any bytes but NUL. */
function quoted(bytes: Uint8Array): string {
  return `$'${[...bytes].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`;
}

const bytes = fc.uint8Array({ min: 1, max: 255, maxLength: 12 });
const letters = fc.stringMatching(/^Z[A-Za-z0-9_]{0,6}$/).map(text => Buffer.from(text));
const oddName = bytes
  .filter(each => each.length > 0 && !each.includes(0x3d))
  .map(each => Buffer.from(['Z'.charCodeAt(0), ...each]));

const given = fc.record({
  variables: fc.uniqueArray(fc.tuple(fc.oneof(letters, oddName), bytes), {
    maxLength: 8,
    selector: ([name]) => Buffer.from(name).toString('latin1'),
  }),
  args: fc.array(bytes, { maxLength: 6 }),
  descriptors: fc.uniqueArray(fc.integer({ min: 3, max: 200 }), { maxLength: 5 }),
  ignored: fc.subarray(['HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'TERM', 'TSTP']),
  umask: fc.constantFrom('022', '077', '000'),
  nice: fc.constantFrom(0, 5),
  files: fc.constantFrom(250, 256, 1024),
  // One is not UTF-8.
  cwd: fc.constantFrom(Buffer.from('plain'), Buffer.from('na\xefve', 'latin1')),
});

type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

/** What the program got, by what the kernel says of it: its variables but those that a profile changes. */
function dumped(out: string): Record<string, unknown> {
  const [environ = '', cmdline, limits = '', status = '', rest = ''] = readFileSync(out, 'latin1')
    .replaceAll(out, 'OUT')
    .split('\n======\n');
  return {
    environ: environ
      .split('\0')
      .filter(entry => /^(Z|PATH=|HOME=)/.test(entry))
      .sort(),
    cmdline,
    files: /^Max open files\s+\d+/m.exec(limits)?.[0],
    status: status.match(/^(SigIgn|Umask):.*$/gm),
    nice: rest.split(') ')[1]?.split(' ')[16],
    links: rest.match(/(\d+|cwd) -> .*$/gm),
  };
}

/** The same started by `env` and by `cgw exec`. */
function started(cases: readonly Given[]): void {
  const at = (index: number, by: string) => join(folder, `${by}-${index}`);
  const script = cases.map(({ variables, args, descriptors, ignored, umask, nice, files, cwd }, index) => {
    const words = ['env', '-i', `PATH="$PATH"`, `HOME=${folder}`, `CGW_CONFIG_DIR=${folder}`];
    for (const [name, value] of variables) words.push(quoted(Buffer.concat([name, Buffer.of(0x3d), value])));
    const open = descriptors.map(each => `exec ${each}<${dump}`);
    const within = quoted(Buffer.concat([Buffer.from(`${folder}/`), cwd]));
    const trap = ignored.length > 0 ? [`trap '' ${ignored.join(' ')}`] : [];
    const run = (by: string, prefix: string) =>
      `nice -n ${nice} ${words.join(' ')} ${prefix} sh ${dump} ${at(index, by)} ${args.map(quoted).join(' ')}`;
    return [
      '(',
      `mkdir -p ${within}; cd ${within}`,
      ...open,
      ...trap,
      `umask ${umask}; ulimit -Sn ${files}`,
      run('env', ''),
      run('cgw', `${program} exec p --`),
      // Of the limit of open files only the parent knows, and the last command would take its place.
      ':',
      ')',
    ].join('\n');
  });
  const file = join(folder, 'script');
  writeFileSync(file, script.join('\n'));
  const { exitCode, stderr } = Bun.spawnSync(['bash', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  expect({ exitCode, stderr: stderr.toString() }).toEqual({ exitCode: 0, stderr: '' });
  for (const index of cases.keys()) expect(dumped(at(index, 'cgw'))).toEqual(dumped(at(index, 'env')));
}

describe.skipIf(process.platform !== 'linux')('a program that cgw exec becomes', () => {
  test('gets what env hands on, byte for byte', () => {
    const count = runs(2_000, 20);
    for (let from = 0; from < count; from += 50)
      started(fc.sample(given, { numRuns: Math.min(50, count - from), seed: 20261128 + from }));
    // Four thousand programs, one after the other.
  }, 1_200_000);
});

describe.skipIf(process.platform !== 'linux')('cgw exec', () => {
  const exec = (code: string) => {
    const { exitCode, stdout, stderr } = Bun.spawnSync(['bash', '-c', code.replaceAll('CGW', program)], {
      env: { PATH: process.env.PATH, HOME: folder, CGW_CONFIG_DIR: folder },
    });
    return { exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
  };

  test('starts a script without #! by sh, as env does', () => {
    const script = join(folder, 'no-shebang');
    writeFileSync(script, 'echo "$0: $*"\n', { mode: 0o755 });
    expect(exec(`CGW exec p -- ${script} 1 '2 3'`)).toEqual({
      exitCode: 0,
      stdout: `${script}: 1 2 3\n`,
      stderr: '',
    });
  });

  test('keeps a signal ignored that it has looked after while it asked for a secret', () => {
    const set = `add s --from litellm --set baseUrl=http://h --secret 'token=cmd:/bin/echo key'`;
    expect(exec(`CGW ${set}`)).toMatchObject({ exitCode: 0 });
    const ignored = `sh -c 'grep SigIgn /proc/$$/status'`;
    const all = `trap '' HUP INT TERM; `;
    expect(exec(`${all} CGW exec s -- ${ignored}`).stdout).toBe(exec(`${all} env ${ignored}`).stdout);
  });

  test('says which variable or argument is too long for the system', () => {
    const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    config.profiles.long = { ...config.profiles.p, env: { TOO_LONG: 'x'.repeat(140_000) } };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const variable = exec('CGW exec long -- true');
    expect(variable).toMatchObject({ exitCode: 127, stdout: '' });
    expect(variable.stderr).toStartWith('cgw: TOO_LONG is longer than the 128 KiB that');
    expect(variable.stderr).not.toContain('xxx');
  });
});
