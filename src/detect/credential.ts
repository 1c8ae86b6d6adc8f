import type { Environment } from '../base/io.ts';
import { isOwned } from '../env/variables.ts';
import { exportedHere } from './finding.ts';
import type { Variables } from './variables.ts';

/** Where a credential is, as a profile may hold it; without a reference it stands where none can point. */
export type Credential = { readonly reference: string | undefined; readonly notes: readonly string[] };

/** A reference to the credential that a variable holds; undefined when the variable is not set. */
export function credentialIn(
  name: string,
  variables: Variables,
  environment: Environment,
): Credential | undefined {
  const variable = variables.get(name);
  if (variable === undefined) return undefined;
  if (variable.reference !== undefined) return { reference: variable.reference, notes: [] };
  const plain = variable.where !== exportedHere;
  const twin = twinOf(variable.value, environment);
  if (twin !== undefined)
    return {
      reference: `env:${twin}`,
      notes: plain ? [`${name} stands in plain text in ${variable.where}; ${twin} holds the same`] : [],
    };
  if (plain)
    return {
      reference: undefined,
      notes: [
        `${name} stands in plain text in ${variable.where}: move it into a variable, a file or a program that prints it`,
      ],
    };
  return {
    reference: `env:${name}`,
    notes: [`every switch of the shell clears ${name}: better export it under a name of its own`],
  };
}

/** Below that length an equal value says nothing. */
const shortest = 8;

/**
 * A variable that holds the same credential and outlives a switch, as after
 * `export ANTHROPIC_AUTH_TOKEN=$LITELLM_API_KEY`.
 */
function twinOf(value: string, environment: Environment): string | undefined {
  if (value.length < shortest) return undefined;
  return Object.keys(environment)
    .filter(name => environment[name] === value && !isOwned(name))
    .filter(name => /^[A-Za-z_]\w*$/.test(name) && /KEY|TOKEN|SECRET|PASS/i.test(name))
    .sort()[0];
}
