import type { Probe } from '../probe.ts';
import { messageRequest } from '../request.ts';
import { full, unknown, withoutAnswer } from '../verdict.ts';
import { weatherTool } from './tools.ts';

/** A tool that is not shown to the model unless it searches for it. */
export const toolSearch: Probe = {
  source: 'platform.claude.com, tool search: server_tool_use and tool_search_tool_result blocks',
  tokens: { input: 4_000, output: 600 },
  requests: ({ toolSearchBeta }) => [
    messageRequest('Search your tools for one that tells the weather, then ask it about Paris.', {
      betas: [toolSearchBeta],
      body: {
        max_tokens: 600,
        tools: [
          { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
          { ...weatherTool, defer_loading: true },
        ],
      },
    }),
  ],
  decide: ([seen]) => {
    if (seen.outcome !== 'answered') return withoutAnswer(seen);
    const types = seen.message.content.map(({ type }) => type);
    if (types.includes('server_tool_use') || types.includes('tool_search_tool_result'))
      return full('the model searched for the tool');
    return types.includes('tool_use')
      ? unknown('the model used the tool without a search that shows: defer_loading may have been dropped')
      : unknown('the model did not search, so nothing shows it');
  },
};
