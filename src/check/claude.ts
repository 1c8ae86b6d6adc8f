import { join } from 'node:path';
import * as z from 'zod';
import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import { type CommandResult, runCommand } from '../base/child.ts';
import type { Environment, Io } from '../base/io.ts';
import { parseJson } from '../base/json.ts';
import { outsideProject } from '../base/outside-project.ts';
import { programWords } from '../base/own-program.ts';
import { makeFolder, makeOwnFolder } from '../profile/own-folders.ts';
import { stateFolder } from '../profile/paths.ts';
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
  const cwd = emptyFolder(io);
  const result = await runCommand(words, {
    cwd,
    // From there nobody can tell what belongs to the project here.
    environment: { ...outsideProject({ environment, cwd: io.cwd }).environment, PWD: cwd },
    stop,
    shares: { in: false, err: false },
    limits: { timeMs: timeLimitMs, bytes: mostBytes, errorBytes: mostBytes },
  });
  const expected = { provider: backends[profile.backend].provider, model };
  const judged = judgeClaude(Buffer.from(result.stdout).toString(), expected, scrub);
  if (judged !== undefined) return judged;
  const said = scrub(Buffer.from(result.stderr).toString()) || 'it said nothing';
  return step('claude', 'failed', `Claude Code gave no result (${endedBy(result)}): ${said}`);
}

/**
 * Where Claude Code finds nothing of a project: in the folder here its hooks and servers could run, and above a temporary
 * one anybody could put some. Always the same and kept, because Claude Code makes a folder of its own for each.
 */
function emptyFolder(io: Io): string {
  const folder = join(stateFolder(io), 'empty');
  makeOwnFolder(stateFolder(io));
  makeFolder(folder);
  return folder;
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

/** The result that `--output-format json` prints (observed); what is missing or damaged in it says nothing. */
const claudeResult = z.object({
  type: z.literal('result'),
  is_error: z.boolean().catch(false),
  result: z.string().optional().catch(undefined),
  subtype: z.string().optional().catch(undefined),
  /** By the name of the model that was sent, with the provider it went to. */
  modelUsage: z
    .record(z.string(), z.object({ provider: z.string() }).catch({ provider: 'unknown provider' }))
    .catch({}),
});

type Expected = { readonly provider: string; readonly model: string };

/** Whether Claude Code asked whom the profile means; undefined where its output holds no result. Pure. */
export function judgeClaude(output: string, expected: Expected, scrub: Scrub): Step | undefined {
  const told = resultIn(output);
  if (told === undefined) return undefined;
  if (told.is_error)
    return step(
      'claude',
      'failed',
      `Claude Code failed: ${scrub(told.result ?? told.subtype ?? '')}`,
      'cgw doctor NAME, or cgw run NAME to see it',
    );
  const used = Object.entries(told.modelUsage).map(([model, { provider }]) => ({
    model: model.replace(/\[1m\]$/, ''),
    provider,
  }));
  if (used.length === 0) return step('claude', 'unknown', 'Claude Code does not say which model it asked');
  const { provider, model } = expected;
  const shown = scrub(used.map(each => `${each.model} (${each.provider})`).join(', '));
  return used.some(each => each.model === model && each.provider === provider)
    ? step('claude', 'ok', `Claude Code asked ${shown}`)
    : step(
        'claude',
        'warning',
        `Claude Code asked ${shown}, not ${model} (${provider})`,
        'cgw explain ANTHROPIC_MODEL and cgw status show who decides',
      );
}

/** The last line that is a result: notices may come before it. */
function resultIn(output: string): z.infer<typeof claudeResult> | undefined {
  for (const line of output.trim().split('\n').reverse()) {
    const { data } = claudeResult.safeParse(parseJson(line));
    if (data !== undefined) return data;
  }
  return undefined;
}
