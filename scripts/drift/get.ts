import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgramNames, readProgramNames } from '../../src/claude/program-names.ts';
import type { Got } from './report.ts';

const live = join(import.meta.dir, '../../test/live');
const scope = join(live, 'node_modules/@anthropic-ai');
const platform = `claude-code-${process.platform}-${process.arch}`;

/**
 * The names in a Claude Code: a version that npm serves, the newest where none is said, or a program on this machine. The
 * one that `test/live` has is not fetched again.
 * @param folder where it is unpacked
 */
export function getClaude(wanted: string | undefined, folder: string): Got<ProgramNames> {
  if (wanted?.includes('/')) return read(wanted, wanted);
  const version = wanted ?? attempt(() => npm('view', '@anthropic-ai/claude-code', 'version').trim());
  if (typeof version !== 'string') return failed('npm', version);
  if (version === installedVersion()) return read(join(scope, platform, 'claude'), version);
  const unpacked = attempt(() => {
    npm('pack', `@anthropic-ai/${platform}@${version}`, '--pack-destination', folder, '--silent');
    const [archive = ''] = readdirSync(folder).filter(name => name.endsWith('.tgz'));
    run('tar', 'xzf', join(folder, archive), '-C', folder, 'package/claude');
  });
  return unpacked instanceof Error ? failed('npm', unpacked) : read(join(folder, 'package/claude'), version);
}

/** LiteLLM’s map of betas, out of the wheel that PyPI serves: the newest where no version is said, or a file. */
export function getLitellm(wanted: string | undefined, folder: string): Got<unknown> {
  if (wanted?.includes('/')) return { version: wanted, thing: JSON.parse(readFileSync(wanted, 'utf8')) };
  const got = attempt(() => {
    const python = join(folder, 'venv/bin/python');
    run('python3', '-m', 'venv', join(folder, 'venv'));
    const package_ = wanted === undefined ? 'litellm' : `litellm==${wanted}`;
    const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--dest', folder];
    run(python, '-m', 'pip', 'download', ...options, package_);
    const [wheel = ''] = readdirSync(folder).filter(name => /^litellm-.*\.whl$/.test(name));
    const program = 'import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())';
    const map = 'litellm/anthropic_beta_headers_config.json';
    return {
      version: wheel.split('-')[1] ?? '',
      thing: JSON.parse(run(python, '-c', program, join(folder, wheel), map)),
    };
  });
  return got instanceof Error ? failed('PyPI', got) : got;
}

function read(program: string, version: string): Got<ProgramNames> {
  const thing = readProgramNames(program, version);
  return thing === undefined
    ? { failure: `${version} holds its names in another way than those that are known: fix program-names.ts` }
    : { version, thing };
}

/** The version that `test/live` has, if it is there. */
function installedVersion(): string | undefined {
  const path = join(scope, 'claude-code/package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}

function npm(...args: readonly string[]): string {
  return run('npm', ...args);
}

function run(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
    maxBuffer: 16 * 1024 * 1024,
  });
}

function attempt<Result>(what: () => Result): Result | Error {
  try {
    return what();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function failed(registry: string, { message }: Error): { readonly failure: string } {
  const [first = ''] = message.split('\n');
  return { failure: `${registry} could not be asked, so nothing is known: ${first}` };
}
