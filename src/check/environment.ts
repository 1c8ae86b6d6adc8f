import type { Environment } from '../base/io.ts';

/**
 * Carries something out with another environment in `process.env`, which the SDKs and the credential chains of the
 * clouds read by themselves: nothing but the profile’s plan may be there. One at a time.
 */
export async function withEnvironment<Result>(
  environment: Environment,
  act: () => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  replace({ ...environment, ...silent });
  try {
    return await act();
  } finally {
    replace(before);
  }
}

/**
 * Bun would print every request with its credential. Only an empty value keeps it from that: it does not notice when
 * the variable goes (observed on 1.4.5).
 */
const silent = { BUN_CONFIG_VERBOSE_FETCH: '' } as const satisfies Environment;

function replace(environment: Environment): void {
  for (const name of Object.keys(process.env)) if (environment[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
}
