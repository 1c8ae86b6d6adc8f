import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBounded } from '../base/bounded-read.ts';
import type { Environment, Here } from '../base/io.ts';
import { asText } from '../base/json.ts';
import { shownWord } from '../base/masking.ts';
import { claudeFolder, foldersAbove, tildePath } from '../base/paths.ts';
import { agentArgument, modelArguments } from './arguments.ts';
import type { SettingsFile } from './settings-files.ts';

/** An agent that names a model of its own: it decides before every variable and key (observed on 2.1.332, 2026-11-29). */
export type Agent = { readonly path: string; readonly model: string; readonly isProjects: boolean };

/** What agents name as their model, by their names. */
export type AgentModels = ReadonlyMap<string, Agent>;

/** Claude Code’s own agents that have a model (observed on 2.1.332, 2026-11-29). */
const builtIn: Readonly<Record<string, string>> = { 'statusline-setup': 'sonnet' };

/** The agents that settings files name. */
export function namedAgents(
  files: readonly SettingsFile[],
  here: Here,
  environment: Environment = here.environment,
): AgentModels {
  const names = files.flatMap(({ content: { agent } }) => (typeof agent === 'string' ? [agent] : []));
  const found = [...new Set(names)].map(name => [name, agentNamed(name, here, environment)] as const);
  return new Map(found.flatMap(([name, agent]) => (agent === undefined ? [] : [[name, agent]])));
}

/** One of a project, in this folder or above it, comes before one of the user’s; undefined: it names no model. */
export function agentNamed(
  name: string,
  here: Here,
  environment: Environment = here.environment,
): Agent | undefined {
  const own = join(claudeFolder(environment, here), 'agents');
  const projects = foldersAbove(here.cwd).map(folder => join(folder, '.claude', 'agents'));
  for (const folder of [...projects.filter(each => each !== own), own])
    for (const path of definitionsIn(folder)) {
      const { name: called, description, model } = frontMatter(path);
      if (called !== name || description === undefined) continue;
      return model === undefined || model === 'inherit'
        ? undefined
        : { path, model, isProjects: folder !== own };
    }
  const model = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  return model === undefined ? undefined : { path: 'Claude Code', model, isProjects: false };
}

/** What a launch says of agents and models. */
type Asked = {
  readonly args: readonly string[];
  readonly named: readonly string[];
  readonly own: Readonly<Record<string, unknown>>;
  readonly inFile: Readonly<Record<string, unknown>> | undefined;
  readonly environment: Environment;
};

/**
 * An agent whose own model would win over the profile’s (observed): one that settings name and a project defines is not
 * used, of others it is said.
 */
export function agentOfLaunch(
  { args, named, own, inFile, environment }: Asked,
  here: Here,
): { readonly said: string; readonly model: string; readonly isForeign: boolean } | undefined {
  const asked = agentArgument(args);
  const name = asked ?? (asText(own.agent) || asText(inFile?.agent));
  const agent = name === '' ? undefined : agentNamed(name, here, environment);
  if (agent === undefined || modelArguments(args).main !== undefined) return undefined;
  const { path, model, isProjects } = agent;
  const isForeign = isProjects && asked === undefined;
  if (!isProjects && named.length === 0) return undefined;
  const what = `${shownWord(name)} (${shownWord(tildePath(path, here))}) has a model of its own, ${shownWord(model)}`;
  return {
    isForeign,
    model: model.replace(/\[1m\]$/, ''),
    said: isForeign
      ? `the agent ${what}, and comes with this folder: it is not used`
      : `the agent ${what}, which wins`,
  };
}

function definitionsIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.md'))
      .sort()
      .map(path => resolve(folder, path));
  } catch {
    return [];
  }
}

/** The plain values above the text of an agent. */
function frontMatter(path: string): { readonly [key: string]: string | undefined } {
  try {
    const [, head = ''] = /^---\r?\n(.*?)\r?\n---/s.exec(readBounded(path).toString('utf8')) ?? [];
    const lines = head.matchAll(/^(name|description|model):[ \t]*(.*?)[ \t]*$/gm);
    return Object.fromEntries(
      [...lines].map(([, key, value = '']) => [key, value.replace(/^(["'])(.*)\1$/, '$2')]),
    );
  } catch {
    return {};
  }
}
