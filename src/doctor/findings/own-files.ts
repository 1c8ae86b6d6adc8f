import { quotedWord } from '../../base/quoting.ts';
import { isOwnFolder } from '../../profile/own-folder.ts';
import { octal, pathText } from '../evidence.ts';
import type { Look } from '../finding.ts';
import type { OwnFile } from '../situation.ts';

/** Folders and files of cgw that others may look into. */
export const widePermissions: Look = situation => {
  const wide = situation.ownFiles.filter(({ mode, wanted }) => (mode & ~wanted & 0o077) !== 0);
  if (wide.length === 0) return [];
  const own = wide.filter(isOwn);
  return [
    {
      id: 'permissions-wide',
      severity: 'warning',
      what: 'Others may look into the files of cgw',
      evidence: wide.map(
        ({ path, mode, wanted }) => `${pathText(path, situation)}: mode ${octal(mode)}, not ${octal(wanted)}`,
      ),
      fix: 'Take the permissions away',
      command:
        own.length > 0
          ? 'cgw doctor --fix'
          : `chmod go-rwx ${wide.map(({ path }) => quotedWord(path)).join(' ')}`,
      profile: null,
      mends: own.map(({ path, mode, wanted }) => ({ mend: 'permissions', path, mode: mode & wanted })),
    },
  ];
};

/** A folder that the user named may hold more than cgw’s files: its permissions are the user’s affair. */
function isOwn({ path, wanted }: OwnFile): boolean {
  return wanted !== 0o700 || isOwnFolder(path);
}

export const staleOverlays: Look = ({ staleOverlays: paths, ...situation }) =>
  paths.length === 0
    ? []
    : [
        {
          id: 'stale-overlays',
          severity: 'note',
          what: `${paths.length === 1 ? 'An overlay' : `${paths.length} overlays`} of launches that have ended`,
          evidence: paths.map(path => pathText(path, situation)),
          fix: 'The next cgw run removes them, and --fix does',
          command: 'cgw doctor --fix',
          profile: null,
          mends: paths.map(path => ({ mend: 'remove-overlay', path })),
        },
      ];
