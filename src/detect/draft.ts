import type { Environment } from '../base/io.ts';
import type { FoundFields } from './taken.ts';

/** What stands beside the variables and completes what they say. */
export type Context = {
  /** Of the user, without what cgw put there. */
  readonly environment: Environment;
  /** The region of an AWS profile; undefined asks for that of the default profile. */
  readonly awsRegion: (awsProfile: string | undefined) => string | undefined;
  readonly googleProject: string | undefined;
  readonly helper: Helper | undefined;
};

/** An `apiKeyHelper` of the settings; its reference is undefined when it is more than a plain command. */
export type Helper = { readonly reference: string | undefined; readonly where: string };

/** One backend that the variables speak of. */
export type Draft = { readonly preset: string; readonly lead?: string; readonly taken: FoundFields };

export function withNote(taken: FoundFields, note: string): FoundFields {
  return { ...taken, notes: [...taken.notes, note] };
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
