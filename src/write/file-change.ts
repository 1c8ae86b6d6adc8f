import type { IsSecret } from './masking.ts';
import type { Target } from './target.ts';
import type { WriteChange } from './write-change.ts';

/** What a write or an undo does to a file. */
export type FileChange = {
  readonly target: Target;
  readonly path: string;
  /** The texts of before and after; undefined: no file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the file will hold, byte for byte; undefined: it goes. */
  readonly content: Buffer | undefined;
  readonly changes: readonly WriteChange[];
  /** What of both texts must not be shown. */
  readonly isSecret: IsSecret;
  readonly warnings: readonly string[];
};
