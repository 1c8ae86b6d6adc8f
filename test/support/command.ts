import { withoutKnown } from '../../src/base/masking.ts';
import { main } from '../../src/main.ts';
import { cgw, cleanEnvironment, type Options, type Result } from './cgw.ts';
import { isDeep } from './tier.ts';

type Where = Pick<Options, 'home' | 'env' | 'cwd'>;

/**
 * Runs a command of cgw: in the deep tier the executable, otherwise in this process, which takes a tenth of the time.
 * For commands that neither read stdin nor become another program.
 */
export async function command(args: readonly string[], where: Where): Promise<Result> {
  if (isDeep) return cgw(args, where);
  const { home, env, cwd = home.path } = where;
  let stdout = '';
  let stderr = '';
  const exit = await main(args, {
    environment: cleanEnvironment(home, env),
    cwd,
    platform: process.platform,
    out: text => {
      stdout += text;
    },
    err: text => {
      stderr += withoutKnown(text);
    },
    isTerminal: () => false,
  });
  return { exit, signal: null, stdout, stderr };
}

/** Runs a command that is expected to succeed; its error is the test’s error. */
export async function carriedOut(args: readonly string[], where: Where): Promise<Result> {
  const result = await command(args, where);
  if (result.exit !== 0) throw new Error(`cgw ${args.join(' ')} → ${result.exit}: ${result.stderr}`);
  return result;
}
