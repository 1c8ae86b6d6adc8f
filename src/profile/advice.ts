import { urlAdvice } from '../backends/base-url.ts';
import type { Profile } from '../backends/profile.ts';
import { quotedWord } from '../base/quoting.ts';
import { withoutSecret } from '../env/shown-value.ts';
import { presetOf } from './presets.ts';
import { addCommand } from './resolve.ts';

/** What to tell people of a profile’s base URL. */
export type BaseUrlAdvice = {
  readonly what: string;
  /** What it should rather be, where that may be shown. */
  readonly corrected: string | null;
  /** The command line that puts it right. */
  readonly command: string | null;
};

/**
 * What is odd about the base URL of a profile, before the first request fails; undefined where nothing is. It is a
 * warning: a gateway of one’s own may want it so.
 * @param from the preset it is made from; else the one of the same name
 */
export function baseUrlAdvice(name: string, profile: Profile, from = name): BaseUrlAdvice | undefined {
  const advice = urlAdvice(profile, presetOf(from)?.fill?.baseUrl);
  if (advice === undefined) return undefined;
  const { why, preset } = advice;
  // An address may have a key in its path.
  const shown = advice.corrected === null ? null : withoutSecret('ANTHROPIC_BASE_URL', advice.corrected);
  const corrected = shown === advice.corrected ? shown : null;
  const other = preset === null ? undefined : presetOf(preset);
  return {
    what: `baseUrl ${why}${preset === null ? '' : `; the preset ${preset} is for that`}`,
    corrected,
    command:
      corrected !== null
        ? `cgw edit ${name} --set ${quotedWord(`baseUrl=${corrected}`)}`
        : advice.corrected === null && preset !== null && other !== undefined
          ? addCommand('NEW-NAME', preset, other)
          : null,
  };
}

/** The advice in lines for stderr; none where there is nothing to say. */
export function baseUrlLines(name: string, profile: Profile, from = name): string[] {
  const advice = baseUrlAdvice(name, profile, from);
  if (advice === undefined) return [];
  const { what, command } = advice;
  return [`cgw: ${name}: ${what}`, ...(command === null ? [] : [`     ${command}`])];
}
