import { program } from './cgw.ts';

/**
 * Root may read and write everything, so what permissions do is tried as another user; any other user is
 * its own nobody. Undefined where that is unavailable, and then it is said.
 */
export const asNobody = another();

function another(): { readonly under: readonly string[]; own(path: string): void } | undefined {
  if (process.getuid?.() !== 0) return { under: [], own: () => {} };
  const under = ['setpriv', '--reuid=nobody', '--clear-groups', '--inh-caps=-all'];
  if (Bun.which('setpriv') !== null && Bun.spawnSync([...under, program, '--version']).success)
    return { under, own: path => void Bun.spawnSync(['chown', '-R', 'nobody', path]) };
  console.warn('skipped: files without permission (root, and no setpriv to be anybody else)');
  return undefined;
}
