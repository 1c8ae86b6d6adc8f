import { isAnthropic } from '../backends/base-url.ts';
import { lacksAutoMode } from '../backends/models.ts';
import type { Environment } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { hostManaged, isOff, isOn } from './modes.ts';
import { isProjects, type SettingsFile } from './settings-files.ts';

/** What decides in which permission mode a Claude Code starts. */
type Start = {
  /** Highest first. */
  readonly settings: readonly SettingsFile[];
  /** `--permission-mode`. */
  readonly asked?: string | undefined;
  /** With `-p`, which takes the mode that is asked for and no other. */
  readonly prints: boolean;
};

/** Where its requests go. */
type Place = {
  /** What the process is started with. */
  readonly environment: Environment;
  /** What counts in the end. */
  readonly effective: Environment;
  /** What `ANTHROPIC_BASE_URL` says. */
  readonly endpoint: string | null;
  readonly model: string | null;
};

/** What is to be said of it. */
export const unchecked = 'auto mode cannot check actions unless this gateway passes the check on';

/**
 * Whether auto mode asks a gateway in Anthropic format to check actions, by `safeguards` in the requests for an answer.
 * Where it does not pass them on, a session shows a dialog in place of the check, and `-p` refuses the action and ends
 * with 1. Under a host the check is then a call of its own, and so it is at once where this one is turned off
 * (observed on 2.1.332, 2026-11-29).
 */
export function asksGatewayForCheck({ environment, effective, endpoint, model }: Place): boolean {
  return (
    endpoint !== null &&
    !isAnthropic(endpoint) &&
    !hostManaged(environment) &&
    !isOff(effective.CLAUDE_CODE_AUTO_MODE_SERVER) &&
    !isOn(effective.CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS) &&
    !lacksAutoMode(model ?? '')
  );
}

/**
 * Whether a Claude Code starts in auto mode, which a session does by default, or in plan mode, whose actions are
 * checked alike. A project may ask for another mode, not for this one (observed on 2.1.332, 2026-11-29).
 */
export function startsChecked({ settings, asked, prints }: Start): boolean {
  if (settings.some(({ content }) => isTurnedOff(content))) return false;
  const mode = asked ?? settings.map(modeIn).find(each => each !== undefined);
  return mode === undefined ? !prints : mode === 'auto' || mode === 'plan';
}

function isTurnedOff({ permissions, disableAutoMode }: SettingsFile['content']): boolean {
  return (
    disableAutoMode === 'disable' || (isRecord(permissions) && permissions.disableAutoMode === 'disable')
  );
}

function modeIn({ scope, content: { permissions } }: SettingsFile): string | undefined {
  const mode = isRecord(permissions) ? permissions.defaultMode : undefined;
  return typeof mode !== 'string' || (mode === 'auto' && isProjects(scope)) ? undefined : mode;
}
