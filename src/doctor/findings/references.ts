import { quotedWord } from '../../base/quoting.ts';
import { problemsOf } from '../../profile/check.ts';
import { describeReference } from '../../secrets/reference.ts';
import { octal, pathText } from '../evidence.ts';
import type { Finding, Look } from '../finding.ts';
import { referencesOf } from '../references-of.ts';
import type { ReferenceState, Situation } from '../situation.ts';
import { meantProfile } from '../views.ts';

/** References of profiles that lead to no credential; none is fetched. */
export const unavailableSecrets: Look = situation => {
  const meant = meantProfile(situation);
  const stored = Object.entries(situation.config.config.profiles)
    .filter(([name, profile]) => name !== meant?.name && problemsOf(profile).length === 0)
    .map(([name, profile]) => ({ name, profile }));
  return [...(meant === null ? [] : [meant]), ...stored].flatMap(each =>
    referencesOf(each.profile).flatMap(({ path, reference }) => {
      const state = situation.references.get(reference);
      return state === undefined || state.state === 'there'
        ? []
        : [finding({ ...each, path, reference, state }, each === meant, situation)];
    }),
  );
};

type Unavailable = {
  readonly name: string;
  readonly path: string;
  readonly reference: string;
  readonly state: Exclude<ReferenceState, { readonly state: 'there' }>;
};

function finding(
  { name, path, reference, state }: Unavailable,
  isMeant: boolean,
  situation: Situation,
): Finding {
  const held = `${name}: ${path} is ${describeReference(reference)}`;
  if (state.state === 'missing')
    return {
      id: 'secret-unavailable',
      severity: isMeant ? 'error' : 'note',
      what: `The credential of the profile ${name} cannot be had: ${describeReference(reference)} ${state.reason}`,
      evidence: [held],
      fix: state.remedy,
      command: null,
      profile: name,
    };
  return {
    id: 'secret-file-readable',
    severity: isMeant ? 'error' : 'warning',
    what: `Others may read the credential of the profile ${name}, so cgw refuses it`,
    evidence: [held, `${pathText(state.path, situation)}: mode ${octal(state.mode)}`],
    fix: 'Take the permissions away; if others had the time to read it, replace the credential',
    command: `chmod 600 ${quotedWord(state.path)}`,
    profile: name,
  };
}

/** Credentials of Claude Code itself. */
export const readableCredentials: Look = situation =>
  situation.readable
    .filter(({ mode }) => (mode & 0o077) !== 0)
    .map(({ path, mode }) => ({
      id: 'secret-file-readable',
      severity: 'warning',
      what: `Others may read ${pathText(path, situation)}, which holds a login`,
      evidence: [`${pathText(path, situation)}: mode ${octal(mode)}`],
      fix: 'Take the permissions away',
      command: `chmod 600 ${quotedWord(path)}`,
      profile: null,
    }));
