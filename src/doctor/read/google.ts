import { googleProjects, readGoogle } from '../../detect/google.ts';
import { type Here, jsonObject } from '../../detect/read.ts';
import type { GoogleRead } from '../situation.ts';

/** Whether Google’s files sign in, and the projects they name. No credential is kept. */
export function readGoogleState(here: Here): GoogleRead {
  const files = readGoogle(here);
  return {
    signedIn: typeof jsonObject(files.credentials?.text)?.type === 'string',
    projects: googleProjects(files, {}).map(({ id }) => id),
  };
}
