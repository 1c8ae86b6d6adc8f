import { type HelperCredential, helperSplit, type NonHelperSecret } from '../backends/api-key-helper.ts';
import type { Profile } from '../backends/profile.ts';
import { settingsOf } from '../backends/settings.ts';
import { exitCode, UserError } from '../base/errors.ts';
import { quotedWord } from '../base/quoting.ts';
import { isInherited, isSecretSetting } from '../env/plan.ts';
import { variableIn } from '../secrets/reference.ts';

/** What a launch that is to keep secrets out of the environment can do for a profile. */
export type HelperDelivery = {
  /** Claude Code asks `cgw token` for it; undefined: there is nothing to ask for. */
  readonly helped: HelperCredential | undefined;
  /** Why the main credential would be in the environment all the same. */
  readonly obstacle: (NonHelperSecret & { readonly movable: boolean }) | undefined;
  /** Secrets beside the main credential: they stay in the environment. */
  readonly beside: readonly NonHelperSecret[];
};

/**
 * How the secrets of a profile reach Claude Code when the environment is to hold none. Claude Code inherits what
 * the shell exports, and its helper runs in the same environment: a credential in a variable cannot be kept out.
 */
export function helperDelivery(profile: Profile): HelperDelivery {
  const { helped, outside } = helperSplit(profile);
  const inherited = settingsOf(profile).find(isInherited);
  if (inherited !== undefined) {
    const because = `it is the ${inherited.name} that the shell exports`;
    return { helped: undefined, obstacle: { ...inherited, because, movable: true }, beside: outside };
  }
  const [first, ...others] = outside;
  if (helped === undefined)
    return {
      helped,
      obstacle: first === undefined ? undefined : { ...first, movable: false },
      beside: others,
    };
  const variable = variableIn(helped.reference);
  if (variable === undefined) return { helped, obstacle: undefined, beside: outside };
  const because = `the shell exports ${variable}, and Claude Code inherits it`;
  return { helped: undefined, obstacle: { ...helped, because, movable: true }, beside: outside };
}

/**
 * What a helper is to carry in a launch without secrets in the environment; undefined where there is no secret.
 * @param asked who wants it so: the command line or the profile
 * @throws UserError (3) where the main credential cannot be kept out
 */
export function requireHelperDelivery(
  name: string,
  profile: Profile,
  asked: 'command' | 'profile',
): Pick<HelperDelivery, 'helped' | 'beside'> {
  const { helped, obstacle, beside } = helperDelivery(profile);
  if (obstacle === undefined) return { helped, beside };
  throw new UserError(
    exitCode.invalid,
    `${name}: ${obstacle.path} cannot be kept out of the environment: ${obstacle.because}`,
    obstacle.movable
      ? `keep it where only cgw looks: cgw edit ${name} --secret ${quotedWord(`${obstacle.path}=keychain`)} (or file:PATH, cmd:COMMAND)`
      : asked === 'command'
        ? 'leave --no-env-secret out'
        : `cgw edit ${name} --unset secretVia`,
  );
}

/**
 * A profile with `secretVia=helper` puts no secret into a shell or into another program’s environment: who asked for
 * that is not to find it there, nor a shell in which a plain `claude` would send a stored login in its place.
 * @throws UserError (3)
 */
export function requireInEnvironment(name: string, profile: Profile): void {
  if (profile.secretVia !== 'helper' || !settingsOf(profile).some(isSecretSetting)) return;
  throw new UserError(
    exitCode.invalid,
    `${name} keeps its secret out of every environment (secretVia=helper)`,
    `start Claude Code by cgw run ${name}; or cgw write ${name} --to user; or cgw edit ${name} --unset secretVia`,
  );
}
