import { isRecord } from '../../base/json.ts';
import { full, unknown, withoutAnswer } from '../exchange.ts';
import { decideByNonsense, type Json, messageRequest, type Probe, weatherTool } from '../probe.ts';

/** A tool that is not shown to the model unless it searches for it. */
export const toolSearch: Probe = {
  source: 'platform.claude.com, tool search: tool_search_tool_result blocks with tool_references',
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
    const { content } = seen.message;
    const results = content.filter(({ type }) => type === 'tool_search_tool_result');
    if (results.some(({ result }) => namesTool(result)))
      return full('the model searched for the tool and found it');
    if (results.length > 0) return unknown('the model searched, and the search did not bring the tool');
    return content.some(({ type }) => type === 'tool_use')
      ? unknown('the model used the tool without a search that shows: defer_loading may have been dropped')
      : unknown('the model did not search, so nothing shows it');
  },
};

/** Whether a search found the tool: a server that knows nothing of it cannot name it. */
function namesTool(result: unknown): boolean {
  const references = isRecord(result) ? result.tool_references : undefined;
  return (
    Array.isArray(references) &&
    references.some((each: unknown) => isRecord(each) && each.tool_name === weatherTool.name)
  );
}

function fineGrainedRequest(value: Json) {
  return messageRequest('Reply with the word pong.', {
    body: { tools: [{ ...weatherTool, eager_input_streaming: value }] },
  });
}

/**
 * How fast pieces come depends on the network too; whether the field arrives does not. It needs no beta any more, and
 * some clouds refuse the old one.
 */
export const fineGrainedToolStreaming: Probe = {
  source: 'platform.claude.com, fine-grained tool streaming: tools[].eager_input_streaming is true or false',
  tokens: { input: 1_200, output: 64 },
  requests: () => [fineGrainedRequest(true), fineGrainedRequest('cgw-made-up')],
  decide: decideByNonsense(/tools\.\d+\.(\w+\.)?eager_input_streaming: /),
};
