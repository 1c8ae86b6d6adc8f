import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { required } from './required.ts';

export const hasGit = required('git', Bun.which('git') !== null);

/** The repository of a team, at a path or behind a server. */
export class Repository {
  readonly path: string;

  constructor(
    readonly home: Home,
    folder = 'repository',
  ) {
    this.path = home.makeFolder(folder);
    this.git('init', '--quiet');
  }

  git(...args: string[]): string {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'protocol.file.allow=always'];
    const { exitCode, stdout, stderr } = Bun.spawnSync(['git', '-C', this.path, ...who, ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: this.home.path },
    });
    if (exitCode !== 0) throw new Error(stderr.toString());
    return stdout.toString().trim();
  }

  head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** Writes the file of a catalog, and commits it. */
  commit(profiles: object | string): this {
    const text = typeof profiles === 'string' ? profiles : JSON.stringify({ cgw: 1, profiles });
    writeFileSync(join(this.path, 'cgw.json'), text);
    return this.save();
  }

  save(): this {
    this.git('add', '-A');
    this.git('commit', '--quiet', '-m', 'x');
    return this;
  }
}
