import { quotedWord } from '../../base/quoting.ts';
import { printable } from '../../base/terminal-text.ts';
import { catalogOf } from '../../profile/config.ts';
import { corrections } from '../../profile/file.ts';
import { isOwnFolder } from '../../profile/own-folders.ts';
import { ignoredFolders } from '../../profile/paths.ts';
import { problemsOf } from '../../profile/rules.ts';
import { octal, pathText } from '../evidence.ts';
import type { Detector } from '../finding.ts';
import { isGone, type OwnFile } from '../situation.ts';

export const damagedConfig: Detector = ({ config: { path, damage }, ...situation }) =>
  damage === null
    ? []
    : [
        {
          id: 'config-damaged',
          severity: 'error',
          what: 'cgw cannot use its config',
          evidence: [printable(damage.what.replace(path, pathText(path, situation)))],
          fix: damage.remedy,
          command: null,
          profile: null,
        },
      ];

/** Profiles of the file that break a rule of their backend. */
export const invalidProfiles: Detector = ({ config, ...situation }) =>
  Object.entries(config.config.profiles).flatMap(([name, profile]) => {
    const problems = problemsOf(profile);
    if (problems.length === 0) return [];
    return [
      {
        id: 'profile-invalid',
        severity: 'error',
        what: `The profile ${name} is invalid`,
        evidence: problems.map(
          ({ path, message }) =>
            `${pathText(config.path, situation)}: profiles.${name}${path === '' ? '' : `.${printable(path)}`} ${message}`,
        ),
        ...(catalogOf(config.config, name) === undefined
          ? { fix: 'Fix it, or remove it', command: `cgw edit ${name} ${corrections(problems)}`.trim() }
          : { fix: 'Fetch the catalog that it comes from again', command: 'cgw catalog update' }),
        profile: name,
      },
    ];
  });

/** Names that lead nowhere. */
export const goneNames: Detector = situation => {
  const { config, pin, meant } = situation;
  const { default: standard, roles } = config.config;
  const file = pathText(config.path, situation);
  return [
    ...(standard !== undefined && isGone(standard, situation)
      ? [
          {
            id: 'default-gone',
            severity: meant?.origin === 'default' ? 'error' : 'warning',
            what: `The default profile ${standard} is not there`,
            evidence: [`${file}: default`],
            fix: 'Choose another one',
            command: 'cgw default --unset',
            profile: null,
          } as const,
        ]
      : []),
    ...Object.entries(roles)
      .filter(([, name]) => isGone(name, situation))
      .map(
        ([role, name]) =>
          ({
            id: 'role-gone',
            severity: 'warning',
            what: `The role @${role} names the profile ${name}, which is not there`,
            evidence: [`${file}: roles.${role}`],
            fix: 'Let it name another one',
            command: `cgw role ${role} --unset`,
            profile: null,
          }) as const,
      ),
    ...(pin.pin !== undefined && isGone(pin.pin.name, situation)
      ? [
          {
            id: 'pin-gone',
            severity: meant?.origin === 'pin' ? 'error' : 'warning',
            what: `This folder asks for the profile ${pin.pin.name}, which is not there`,
            evidence: [pathText(pin.pin.file, situation)],
            fix: 'Make it, or pin another one',
            command: `cgw add ${pin.pin.name}`,
            profile: null,
          } as const,
        ]
      : []),
    ...pin.ignored.map(
      path =>
        ({
          id: 'pin-ignored',
          severity: 'warning',
          what: `${pathText(path, situation)} holds no profile name and is ignored`,
          evidence: [pathText(path, situation)],
          fix: 'Let it hold one name, or remove it',
          command: null,
          profile: null,
        }) as const,
    ),
  ];
};

/** Variables that name a folder for the config, and do not count. */
export const relativeFolders: Detector = ({ config: { path }, ...situation }) =>
  ignoredFolders(situation).map(name => ({
    id: 'relative-folder',
    severity: 'warning',
    what: `${name} is not an absolute path, so it does not count`,
    evidence: [
      `${name}=${printable(situation.environment[name] ?? '')}`,
      `the config is ${pathText(path, situation)}`,
    ],
    fix: 'Start it with /; in quotes the shell leaves ~ as it is',
    command: null,
    profile: null,
  }));

/** Folders and files of cgw that others may look into. */
export const widePermissions: Detector = situation => {
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
      fix: 'Remove those permissions',
      command:
        own.length > 0
          ? 'cgw doctor --fix'
          : `chmod go-rwx ${wide.map(({ path }) => quotedWord(path)).join(' ')}`,
      profile: null,
      fixes: own.map(({ path, mode, wanted }) => ({ kind: 'permissions', path, mode: mode & wanted })),
    },
  ];
};

/** A folder that the user named may hold more than cgw’s files: its permissions are the user’s affair. */
function isOwn({ path, wanted }: OwnFile): boolean {
  return wanted !== 0o700 || isOwnFolder(path);
}

export const staleOverlays: Detector = ({ staleOverlays: paths, ...situation }) =>
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
          fixes: paths.map(path => ({ kind: 'remove-overlay', path })),
        },
      ];
