import type { Environment } from '../base/io.ts';

/*
 * Modes of Claude Code that change which settings count, and as whom it speaks (each observed on 2.1.332, 2026-11-29).
 * Where the process alone can turn one on, `environment` is what it was started with; else it is what is effective.
 */

/** How Claude Code reads a switch; blanks around it do not matter. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && /^\s*(1|true|yes|on)\s*$/i.test(value);
}

/** What turns off a switch that is on by default. */
export function isOff(value: string | undefined): boolean {
  return value !== undefined && /^\s*(0|false|no|off)\s*$/i.test(value);
}

/**
 * Whether a program that embeds Claude Code decides about routing: then settings files, also managed ones, may not.
 * Only the process can say so.
 */
export function hostManaged(environment: Environment): boolean {
  return isOn(environment.CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST);
}

/** No file of user, project and folder counts (`--restricted`). Only the process can say so. */
export function isRestricted(environment: Environment): boolean {
  return isOn(environment.CLAUDE_CODE_RESTRICTED);
}

/** With `-p` no variable and no program of a project counts, whoever trusted it. Only the process can say so. */
export function distrusts(environment: Environment): boolean {
  return isOn(environment.CLAUDE_CODE_IGNORE_PERSISTED_TRUST);
}

/** No stored login, no OAuth token, and no helper but one of `--settings` (`--bare`); the user’s files may say so, too. */
export function isBare(effective: Environment): boolean {
  return isOn(effective.CLAUDE_CODE_SIMPLE);
}
