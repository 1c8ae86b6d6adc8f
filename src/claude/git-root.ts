import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The main work tree of the repository that `folder` is in, or undefined. Claude Code takes
 * `.claude/settings.local.json` from there too, also in a linked work tree (observed on 2.1.330).
 */
export function gitRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const git = statOf(join(at, '.git'));
    if (git?.isDirectory()) return at;
    if (git?.isFile()) return mainWorkTree(at);
    if (dirname(at) === at) return undefined;
  }
}

/** Undefined also for what may not be looked at: then Claude Code cannot read it either. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A linked work tree has a `.git` file, which leads to the `.git` folder of the main one. */
function mainWorkTree(folder: string): string {
  try {
    const [, target] = /^gitdir: (.+)$/m.exec(readFileSync(join(folder, '.git'), 'utf8')) ?? [];
    const own = resolve(folder, target ?? '.git');
    return dirname(resolve(own, readFileSync(join(own, 'commondir'), 'utf8').trim()));
  } catch {
    // A submodule has no such file: it is its own main work tree.
    return folder;
  }
}
