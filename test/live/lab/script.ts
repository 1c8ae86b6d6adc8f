import type { Answer } from '../recorder/types.ts';
import { markers } from './features.ts';

/** What the last answer says, so that the end of a conversation shows on the client’s side. */
export const lastWord = 'pong from the lab';

/**
 * What the vendors’ model says: it looks the MCP tool up where tools are loaded on demand, calls it, asks the
 * sub-agent, and is done. Everything is told from the request, so it fits any dialect.
 */
export function answerTo(body: string): Answer {
  if (body.includes(markers.action)) return actionStep(body);
  if (body.includes(markers.errand)) return errandStep(body) ?? lastWord;
  if (!/"mcp__lab__echo|mcp__lab__echo/.test(body) || !body.includes('"Agent"')) {
    return body.includes(markers.agentPrompt) ? markers.agentAnswer : lastWord;
  }
  if (body.includes(markers.agentPrompt)) return markers.agentAnswer;
  if (!body.includes(markers.toolResult)) {
    const mustSearch = body.includes('"ToolSearch"') && !body.includes('select:mcp__lab__echo');
    return mustSearch
      ? { tool: 'ToolSearch', input: { query: 'select:mcp__lab__echo', max_results: 1 } }
      : { tool: 'mcp__lab__echo', input: { text: 'hi' } };
  }
  if (!body.includes(markers.agentAnswer))
    return {
      tool: 'Agent',
      input: {
        description: 'one word',
        prompt: 'Say the word.',
        subagent_type: 'lab-agent',
        run_in_background: false,
      },
    };
  return lastWord;
}

/** An action that auto mode has checked; a check that is a call of its own, which has no tools, lets it pass. */
function actionStep(body: string): Answer {
  if (!/"name":\s*"Bash"/.test(body)) return '<block>no</block>';
  if (/tool_?result|"role":\s*"tool"|function_call_output/i.test(body)) return lastWord;
  const command = `curl -s http://127.0.0.1:1/x; touch ${markers.action}`;
  return { tool: 'Bash', input: { command, description: 'make it' } };
}

/** A search, then a look at each file that the prompt names; each once, where there is a tool for it. */
function errandStep(body: string): Answer | undefined {
  if (!body.includes(markers.searched)) {
    if (/"name":\s*"WebSearch"/.test(body) && !/"name":\s*"ToolSearch"/.test(body))
      return { tool: 'WebSearch', input: { query: markers.searched } };
    if (/"name":\s*"ToolSearch"/.test(body)) {
      const isFound = body.includes('select:WebSearch');
      return isFound
        ? { tool: 'WebSearch', input: { query: markers.searched } }
        : { tool: 'ToolSearch', input: { query: 'select:WebSearch', max_results: 1 } };
    }
  }
  const files = [...body.matchAll(/(\/[\w./-]+\/(picture\.png|paper\.pdf))/g)].map(([, path = '']) => path);
  const next = files.find(path => !new RegExp(`"file_path\\\\?":\\s*\\\\?"${path}`).test(body));
  return next === undefined ? undefined : { tool: 'Read', input: { file_path: next } };
}
