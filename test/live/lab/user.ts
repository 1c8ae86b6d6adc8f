import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { markers } from './features.ts';
import { paper, picture } from './probes.ts';

/** Somebody with one of everything that Claude Code makes in the program itself. */
export type User = {
  readonly home: string;
  readonly project: string;
  /** What of it `claude` is told by arguments. */
  readonly args: readonly string[];
  /** What it is asked for what needs an occasion: a search, and a look at files. */
  readonly errand: string;
};

/** Puts it into `root`. Each thing says a word of its own, to be looked for in requests. */
export function makeUser(root: string): User {
  const write = (path: string, content: string | Buffer) => {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  };
  const frontMatter = (fields: object, text: string) =>
    ['---', ...Object.entries(fields).map(([key, value]) => `${key}: ${value}`), '---', text, ''].join('\n');
  write('home/.claude/CLAUDE.md', `The word is ${markers.memory}.\n`);
  write(
    'home/.claude/skills/lab/SKILL.md',
    frontMatter({ name: 'lab', description: markers.skill }, 'Do it.'),
  );
  const agent = { name: 'lab-agent', description: 'Answers with one word.' };
  write('home/.claude/agents/lab-agent.md', frontMatter(agent, `You know ${markers.agentPrompt}.`));
  const hook = { type: 'command', command: `echo ${markers.hook}` };
  const settings = { hooks: { UserPromptSubmit: [{ hooks: [hook] }] } };
  write('home/.claude/settings.json', JSON.stringify(settings));
  write('plugin/.claude-plugin/plugin.json', JSON.stringify({ name: 'lab-plugin', version: '1.0.0' }));
  const plugged = { name: 'plugged', description: markers.plugin };
  write('plugin/skills/plugged/SKILL.md', frontMatter(plugged, 'Do it too.'));
  const server = { command: process.execPath, args: [join(import.meta.dir, 'tool-server.ts')] };
  const mcp = write('mcp.json', JSON.stringify({ mcpServers: { lab: server } }));
  const files = [write('project/picture.png', picture), write('project/paper.pdf', paper)];
  return {
    errand: [markers.errand, ...files].join(' '),
    home: join(root, 'home'),
    project: join(root, 'project'),
    args: [
      '--plugin-dir',
      join(root, 'plugin'),
      '--mcp-config',
      mcp,
      '--allowedTools',
      'mcp__lab__echo,Agent,Skill,WebSearch,Read',
    ],
  };
}
