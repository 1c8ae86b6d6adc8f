import { printable } from '../../base/terminal-text.ts';
import { problemsOf } from '../../profile/check.ts';
import { pathText } from '../evidence.ts';
import type { Look } from '../finding.ts';
import { isGone } from '../gone.ts';

export const damagedConfig: Look = ({ config: { path, damage }, ...situation }) =>
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
export const invalidProfiles: Look = ({ config, ...situation }) =>
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
        fix: 'Put it right, or remove it',
        command: `cgw edit ${name}`,
        profile: name,
      },
    ];
  });

/** Names that lead nowhere. */
export const goneNames: Look = situation => {
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
