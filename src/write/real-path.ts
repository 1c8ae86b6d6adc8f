import { realpathSync } from 'node:fs';

/** A path without links; as it is where that cannot be told. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
