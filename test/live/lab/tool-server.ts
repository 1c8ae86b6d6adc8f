import { createInterface } from 'node:readline';
import { markers } from './features.ts';

/** An MCP server with one tool, on standard input and output. */

type Call = {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly protocolVersion?: string };
};

const tool = {
  name: 'echo',
  description: 'Says a word of its own.',
  inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
};

function result({ method, params }: Call): object {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params?.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'lab', version: '1.0.0' },
      };
    case 'tools/list':
      return { tools: [tool] };
    case 'tools/call':
      return { content: [{ type: 'text', text: markers.toolResult }] };
    default:
      return {};
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line) as Call;
  if (call.id !== undefined)
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: call.id, result: result(call) })}\n`);
}
