import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { claude } from '../programs.ts';
import { lockOf, pinnedLiteLLM } from './locks.ts';

/*
 * The programs that are measured, each version in an environment of its own: LiteLLM by a lock in git, which has every
 * file’s hash, Claude Code as npm serves it.
 */

/** Where environments and results are kept, outside of the repository. */
export const cacheFolder =
  process.env.CGW_LAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cgw-lab');

/** Where a version’s programs are. */
function venvOf(version: string): string {
  return join(cacheFolder, 'litellm', version);
}

/**
 * Installs LiteLLM into a virtual environment of its own, unless exactly these files are there already, and locks a
 * version that has no lock yet. @returns its program
 * @throws Error when the registry does not serve it, or it does not install
 */
export async function installLiteLLM(version: string): Promise<string> {
  const venv = venvOf(version);
  const lock = lockOf(version);
  const stamp = join(venv, 'installed');
  const program = join(venv, 'bin/litellm');
  const isThere = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(lock);
  if (existsSync(lock) && isThere()) return program;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  await run('python3', '-m', 'venv', venv);
  const pip = join(venv, 'bin/pip');
  if (!existsSync(lock)) writeFileSync(lock, await lockedFiles(version, pip, venv));
  await run(
    pip,
    'install',
    '--quiet',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--require-hashes',
    '--requirement',
    lock,
  );
  writeFileSync(stamp, hashOf(lock));
  return program;
}

/** Frees what a version takes: some 800 MB. */
export function removeLiteLLM(version: string): void {
  if (version !== pinnedLiteLLM) rmSync(venvOf(version), { recursive: true, force: true });
}

/** Claude Code in a version. @returns its program */
export async function installClaudeCode(version: string | undefined): Promise<string> {
  if (version === undefined || version === versionOf(claude)) return claude;
  const prefix = join(cacheFolder, 'claude-code', version);
  const program = join(prefix, 'node_modules/.bin/claude');
  if (existsSync(program) && versionOf(program) === version) return program;
  mkdirSync(prefix, { recursive: true });
  writeFileSync(
    join(prefix, 'package.json'),
    '{"private":true,"allowScripts":{"@anthropic-ai/claude-code":true}}\n',
  );
  await run(
    'npm',
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--prefix',
    prefix,
    `@anthropic-ai/claude-code@${version}`,
  );
  if (versionOf(program) !== version) throw new Error(`${program} says that it is ${versionOf(program)}`);
  return program;
}

/** What a Claude Code says that it is. */
export function versionOf(program: string): string {
  const environment = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', DISABLE_AUTOUPDATER: '1' };
  const said = Bun.spawnSync([program, '--version'], { env: environment }).stdout.toString();
  return /^[\d.]+/.exec(said)?.[0] ?? '';
}

/** LiteLLM’s own parts that are of no use here, and were not always on the index: licensed code, migrations of a database. */
const leftOut = /^litellm[-_](proxy|enterprise|proxy[-_]extras)\b/;

/** What a release takes in a newer version than it starts with (seen 2026-11-29). */
const heldBack: { readonly [version: string]: readonly string[] } = { '1.95.1': ['fastapi<0.140'] };

/**
 * Every file that LiteLLM’s extra `proxy` needs here, by its hash; wheels only. `pip` decides which, by what the wheel
 * of LiteLLM itself asks for.
 */
async function lockedFiles(version: string, pip: string, folder: string): Promise<string> {
  const quietly = ['--quiet', '--only-binary', ':all:'];
  await run(pip, 'download', ...quietly, '--no-deps', '--dest', folder, `litellm==${version}`);
  const wheel = readdirSync(folder).find(name => name.endsWith('.whl')) ?? '';
  const metadata = await run(join(folder, 'bin/python'), '-c', readMetadata, join(folder, wheel));
  const wanted = [...metadata.matchAll(/^Requires-Dist: ([^;\n]*)(;[^\n]*)?$/gm)].flatMap(
    ([, what = '', when = '']) => {
      // A file of requirements has no extras: what is true and what is not stands in for them.
      const marker = when
        .replace(/extra == ["']proxy["']/g, 'python_version >= "3"')
        .replace(/extra == ["'][\w-]+["']/g, 'python_version < "3"');
      return leftOut.test(what) ? [] : [`${what}${marker}`];
    },
  );
  const list = join(folder, 'wanted.txt');
  const report = join(folder, 'report.json');
  writeFileSync(
    list,
    [...wanted, ...(heldBack[version] ?? []), 'google-auth', join(folder, wheel)].join('\n'),
  );
  await run(
    pip,
    'install',
    ...quietly,
    '--dry-run',
    '--ignore-installed',
    '--report',
    report,
    '--requirement',
    list,
  );
  const { install } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const files = install.map(({ metadata: { name, version: of }, download_info }) => {
    return `${name}==${of} \\\n    --hash=sha256:${download_info.archive_info.hashes.sha256}`;
  });
  return `# LiteLLM ${version} with its extra \`proxy\`, and google-auth for Vertex.\n${files.sort().join('\n')}\n`;
}

const readMetadata =
  'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.read(next(n for n in z.namelist() if n.endswith(".dist-info/METADATA"))).decode())';

type Report = {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string };
    readonly download_info: { readonly archive_info: { readonly hashes: { readonly sha256: string } } };
  }[];
};

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

async function run(...command: readonly string[]): Promise<string> {
  const child = Bun.spawn([...command], { stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  if ((await child.exited) === 0) return stdout;
  throw new Error(`${command.slice(0, 2).join(' ')}: ${`${stderr}${stdout}`.trim().slice(-600)}`);
}
