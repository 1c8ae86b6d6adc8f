import { commands } from '../../src/commands/table.ts';
import type { CompletionContext } from '../../src/completion/candidates.ts';
import { complete } from '../../src/completion/complete.ts';
import { beginningWith, type Suggestion, type Suggestions } from '../../src/completion/suggestions.ts';
import type { Config } from '../../src/profile/config.ts';

/** Profiles of several kinds; names of any script, and a field that needs quotes in every shell. */
export const config: Config = {
  version: 1,
  default: 'work',
  roles: { batch: 'cloud', büro: 'работа' },
  profiles: {
    work: {
      backend: 'gateway',
      baseUrl: 'https://litellm.example.com:4000',
      token: 'env:LITELLM_KEY',
      note: 'the team’s gateway',
      headers: { x$y: '1', 'cf-key': { secret: 'env:CF_KEY', scheme: 'Bearer' } },
      models: { opus: 'claude-opus' },
    },
    cloud: { backend: 'bedrock', region: 'eu-west-1', promptCaching: false },
    работа: { backend: 'vertex', projectId: 'p', regions: { 'claude-opus-5': 'us-east5' } },
  },
};

export const environment = {
  HOME: '/home/me',
  LITELLM_KEY: 'sk-planted-canary',
  ANTHROPIC_API_KEY: 'sk-planted-canary',
  'BASH_FUNC_x%%': '() { :; }',
};

export const known: CompletionContext = { config, environment };

/** What is offered for a line whose last word is being typed; words are split at every blank. */
export function answered(line: string, about: CompletionContext = known): Suggestions {
  return complete(line.split(' '), commands, about);
}

/** The candidates that begin with the last word. */
export function candidates(line: string, about: CompletionContext = known): Suggestion[] {
  const answer = answered(line, about);
  if (answer.offer !== 'words') throw new Error(`${line}: offers ${answer.offer}`);
  return beginningWith(line.split(' ').at(-1) ?? '', answer.candidates);
}

export function values(line: string, about: CompletionContext = known): string[] {
  return candidates(line, about).map(({ value }) => value);
}
