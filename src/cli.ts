/*
 * Where cgw begins. The rest is loaded when it is known what is asked for: `cgw env` runs in every new shell, and its
 * usual answer needs little of it.
 */
import type { UserError } from './base/errors.ts';

const args = process.argv.slice(2);

async function quickly(): Promise<number | UserError | undefined> {
  if (args[0] !== 'env') return undefined;
  const { quickEnv } = await import('./quick.ts');
  return quickEnv(args.slice(1));
}

async function wholly(failed: UserError | undefined): Promise<number> {
  const { start } = await import('./start.ts');
  return start(args, exit => process.exit(exit), failed);
}

const answer = await quickly();
process.exit(typeof answer === 'number' ? answer : await wholly(answer));
