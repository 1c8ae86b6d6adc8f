import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../../packaging/runtime.ts';
import { root, type TargetName } from '../../../packaging/targets.ts';

/** What `npm run pack:all` has made. */
export const release = join(root, 'release');
if (!existsSync(join(release, 'SHA256SUMS'))) throw new Error(`${release} is missing: npm run pack:all`);

/** The target of this machine. */
export const thisTarget = thisMachine() as TargetName;

/** A second checkout of what is committed, in another folder, with the same libraries; it goes with the process. */
export class Checkout {
  readonly path: string;

  constructor() {
    mkdirSync(join(root, 'dist'), { recursive: true });
    this.path = mkdtempSync(join(root, 'dist', 'checkout-'));
    process.on('exit', () => rmSync(this.path, { recursive: true, force: true }));
    execFileSync('git', ['clone', '--quiet', root, this.path]);
    execFileSync('cp', ['-al', realpathSync(join(root, 'node_modules')), join(this.path, 'node_modules')]);
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
