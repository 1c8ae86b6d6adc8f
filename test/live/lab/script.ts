import type { Answer } from '../recorder/types.ts';
import { markers } from './features.ts';

/** What the last answer says, so that the end of a conversation shows on the client’s side. */
export const lastWord = 'pong from the lab';

/**
 * What the vendors’ model says: it looks the MCP tool up where tools are loaded on demand, calls it, asks the
 * sub-agent, and is done. Everything is told from the request, so it fits any dialect.
 */
export function answerTo(body: string): Answer {
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
