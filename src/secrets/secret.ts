import { exitCode, UserError } from '../errors.ts';
import type { Environment } from '../io.ts';
import { describeReference } from './reference.ts';

/** What a reference needs of the world around it. */
export type SecretContext = {
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
  /** Ends a program that fetches one. */
  readonly stop?: AbortSignal;
};

/** The error for a secret that cannot be had. */
export function unavailable(reference: string, reason: string, remedy: string): UserError {
  return new UserError(exitCode.secret, `the secret ${describeReference(reference)} ${reason}`, remedy);
}
