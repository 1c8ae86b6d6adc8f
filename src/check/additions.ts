import type { Environment } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import type { JsonObject } from './request.ts';
import type { Session } from './session.ts';

/** What the profile has Claude Code add to every request. */
export function additionsOf(environment: Environment): Pick<Session, 'betas' | 'extraBody'> {
  const betas = (environment.ANTHROPIC_BETAS ?? '').split(',').map(each => each.trim());
  return {
    betas: betas.filter(each => each !== ''),
    extraBody: jsonObject(environment.CLAUDE_CODE_EXTRA_BODY),
  };
}

function jsonObject(text: string | undefined): JsonObject {
  if (!text) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? (parsed as JsonObject) : {};
  } catch {
    return {};
  }
}
