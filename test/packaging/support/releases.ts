import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../../packaging/runtime.ts';
import { root, type TargetName } from '../../../packaging/targets.ts';
import { Home } from '../../support/home.ts';

/** What `npm run pack:all` has made. */
export const release = join(root, 'release');
if (!existsSync(join(release, 'SHA256SUMS'))) throw new Error(`${release} is missing: npm run pack:all`);

/** The target of this machine. */
export const thisTarget = thisMachine() as TargetName;

/** A second checkout of what is committed, in another folder, with the same libraries. */
export class Checkout {
  readonly path = new Home().makeFolder('checkout');

  constructor() {
    execFileSync('git', ['clone', '--quiet', root, this.path]);
    const libraries = [realpathSync(join(root, 'node_modules')), join(this.path, 'node_modules')];
    // Linked where they can be: it is 400 MB.
    if (spawnSync('cp', ['-alT', ...libraries]).status !== 0) execFileSync('cp', ['-aT', ...libraries]);
  }

  /** Runs one of the project’s commands there. */
  run(script: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
    const env = { ...process.env, ...author, ...environment };
    const words = ['run', '--silent', script, '--', ...args];
    return execFileSync('npm', words, { cwd: this.path, encoding: 'utf8', env });
  }
}

const author = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
