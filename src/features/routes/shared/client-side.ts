import { type Cell, type Column, full, partial } from '../../cell.ts';
import { pages, study, vendors } from '../../evidence.ts';
import { levers } from '../../levers.ts';

const clientFeatures = [
  'skills',
  'plugins',
  'hooks',
  'subagents',
  'memory',
  'mcp-tools',
  'model-aliases',
] as const;

type ClientFeature = (typeof clientFeatures)[number];

type ClientSide = Pick<Column, ClientFeature>;

function local(why: string, lever: string | null = null): Cell {
  return full(why, lever, pages.availability, study.client);
}

const hooks = local('run on this machine; prompt hooks ask the fast model in the ordinary way');

/** With a Claude model behind it, no route costs any of these: Claude Code makes them itself. */
export const clientSide: ClientSide = {
  skills: local('read from disk and put into the prompt'),
  plugins: local('installed and loaded on this machine'),
  hooks,
  subagents: local('each is an ordinary conversation of its own'),
  memory: local('read from disk and put into the prompt as text'),
  'mcp-tools': local('definitions travel as ordinary tools, calls run on this machine'),
  'model-aliases': local('the program turns the alias into a model name'),
};

/** Behind a gateway the name that an alias stands for must be one the gateway serves. */
export const clientSideOnGateway: ClientSide = {
  ...clientSide,
  'model-aliases': full(
    'the program turns the alias into a name, which the gateway must serve',
    levers.aliases,
    pages.models,
    study.aliases,
  ),
};

/** Another model reads what was written for Claude. */
export const clientSideOnOtherModels: ClientSide = {
  skills: partial(
    'May not trigger or run as written',
    'the prompt travels; another model reads it its own way',
    null,
    study.works,
    study.breaks,
  ),
  plugins: partial(
    'Plugins load; parts act differently',
    'commands, agents and skills inside them are prompts written for Claude',
    null,
    study.works,
  ),
  hooks: { ...hooks, evidence: [study.works] },
  subagents: partial(
    'Prompts are followed another way',
    'an agent is a system prompt, and models read those differently',
    null,
    study.breaks,
  ),
  memory: partial(
    'CLAUDE.md is followed another way',
    'the text travels; interpretation varies',
    null,
    study.works,
  ),
  'mcp-tools': partial(
    'Some calls fail or arrive changed',
    'tool schemas are translated from Anthropic’s format, imperfectly',
    null,
    study.works,
    study.breaks,
  ),
  'model-aliases': partial(
    'The aliases name models it lacks',
    'aliases stand for Claude models until the profile says otherwise',
    levers.aliases,
    vendors.zai,
    pages.models,
  ),
};
