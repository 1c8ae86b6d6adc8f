import type { Profile } from '../backends/profile.ts';

export type Config = {
  readonly version: 1;
  readonly default?: string;
  /** `run` reports neither what a switch loses nor which settings files it beat. */
  readonly quiet?: boolean;
  readonly roles: { readonly [role: string]: string };
  readonly profiles: { readonly [name: string]: Profile };
};

export const configVersion = 1;

export const emptyConfig: Config = { version: configVersion, roles: {}, profiles: {} };
