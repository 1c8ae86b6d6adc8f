import { UserError } from '../base/errors.ts';
import type { Io } from '../base/io.ts';
import { readConfig } from '../profile/file.ts';
import { profileNamed } from '../profile/resolve.ts';
import type { Action, Request } from '../ui/state.ts';
import { performWrite, previewWrite } from '../write/perform.ts';
import { placeOf } from '../write/place.ts';
import { shownDiff } from '../write/shown-diff.ts';

type WriteRequest = Extract<Request, { readonly request: 'preview' | 'write' }>;

/** `cgw write` for the picker: first what would change, then the change. Never with a credential in plain text. */
export async function writeFromScreen({ request, name, target }: WriteRequest, io: Io): Promise<Action> {
  try {
    const profile = profileNamed(name, await readConfig(io));
    const wish = { name, profile, secrets: undefined };
    const place = placeOf(target, undefined, io);
    if (request === 'preview') {
      const plan = previewWrite(wish, place, io);
      return { type: 'previewed', name, target, diff: shownDiff(plan, []), warnings: plan.warnings };
    }
    performWrite(wish, place, io);
    return {
      type: 'noted',
      text: `wrote ${name} to ${place.shown}; cgw write --undo --to ${target} takes it back`,
    };
  } catch (error) {
    if (error instanceof UserError) return { type: 'failed', text: `${error.message}; ${error.remedy}` };
    throw error;
  }
}
