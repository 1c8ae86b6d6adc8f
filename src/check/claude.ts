import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import { type CommandResult, runCommand } from '../base/child.ts';
import type { Environment, Io } from '../base/io.ts';
import { isRecord } from '../base/json.ts';
import { programWords } from '../base/own-program.ts';
import { type Step, step } from './report.ts';
import type { Scrub } from './scrub.ts';

const timeLimitMs = 180_000;

/** Far more than a short answer takes. */
const mostBytes = 16 * 1024 * 1024;

type Launch = {
  readonly name: string;
  readonly profile: Profile;
  /** The model that the profile means. */
  readonly model: string;
  readonly scrub: Scrub;
};

/** Launches the real Claude Code once, as `cgw run` does, and reads what it says about itself. */
export async function askClaude(
  { name, profile, model, scrub }: Launch,
  environment: Environment,
  stop: AbortSignal,
  io: Io,
): Promise<Step> {
  const words = [
    ...programWords(io.environment),
    ...['run', '--quiet', name, '-p', 'Reply with the word pong.', '--output-format', 'json'],
    '--no-session-persistence',
  ];
  const result = await runCommand(words, {
    cwd: io.cwd,
    environment,
    stop,
    shares: { in: false, err: false },
    limits: { timeMs: timeLimitMs, bytes: mostBytes, errorBytes: mostBytes },
  });
  const told = resultIn(Buffer.from(result.stdout).toString());
  if (told === undefined) {
    const said = scrub(Buffer.from(result.stderr).toString()) || 'it said nothing';
    return step('claude', 'failed', `Claude Code gave no result (${endedBy(result)}): ${said}`);
  }
  return judgeClaude(told, { provider: backends[profile.backend].provider, model }, scrub);
}

/** The exit code or the signal that it ended with, or why it was ended. */
function endedBy(result: CommandResult): string {
  switch (result.end) {
    case 'exited':
    case 'not startable':
      return String(result.code);
    case 'killed':
    case 'interrupted':
      return String(result.signal);
    default:
      return result.end;
  }
}

type Expected = { readonly provider: string; readonly model: string };

/** Whether Claude Code asked whom the profile means. Pure. */
export function judgeClaude(
  told: Readonly<Record<string, unknown>>,
  { provider, model }: Expected,
  scrub: Scrub,
): Step {
  if (told.is_error === true)
    return step(
      'claude',
      'failed',
      `Claude Code failed: ${scrub(String(told.result ?? told.subtype ?? ''))}`,
      'cgw doctor NAME, or cgw run NAME to see it',
    );
  const used = usedModels(told.modelUsage);
  if (used.length === 0) return step('claude', 'unknown', 'Claude Code does not say which model it asked');
  const shown = used.map(each => `${each.model} (${each.provider})`).join(', ');
  const right = used.some(each => each.model === model && each.provider === provider);
  return right
    ? step('claude', 'ok', `Claude Code asked ${scrub(shown)}`)
    : step(
        'claude',
        'warning',
        `Claude Code asked ${scrub(shown)}, not ${model} (${provider})`,
        'cgw explain ANTHROPIC_MODEL and cgw status show who decides',
      );
}

/** `modelUsage`: by the name that was sent, with the provider it went to (observed). */
function usedModels(usage: unknown): Expected[] {
  if (!isRecord(usage)) return [];
  return Object.entries(usage).map(([model, held]) => ({
    model: model.replace(/\[1m\]$/, ''),
    provider: isRecord(held) && typeof held.provider === 'string' ? held.provider : 'unknown provider',
  }));
}

/** The last line that is a result: notices may come before it. */
function resultIn(output: string): Readonly<Record<string, unknown>> | undefined {
  for (const line of output.trim().split('\n').reverse())
    try {
      const parsed: unknown = JSON.parse(line);
      if (isRecord(parsed) && parsed.type === 'result') return parsed;
    } catch {
      // Not the result.
    }
  return undefined;
}
