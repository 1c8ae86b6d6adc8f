import { isRecord, parseObject } from '../../../src/base/json.ts';
import type { RecordedRequest } from '../recorder/types.ts';

/** A request for a message as any dialect carries it, in the terms of the Messages API. */
export type Asked = {
  readonly path: string;
  readonly headers: RecordedRequest['headers'];
  /** What the server reads as betas: the header, and for Bedrock the body’s field instead. */
  readonly betas: readonly string[];
  /** The body as JSON without blanks, so that a field can be looked for whatever wrote it. */
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The names of its tools. */
  readonly tools: readonly string[];
};

/** Reads a request, or gives undefined when its body is not a JSON object. */
export function asked(request: RecordedRequest): Asked | undefined {
  const raw = parseObject(request.body);
  if (raw === undefined) return undefined;
  const { additionalModelRequestFields: more, ...rest } = raw;
  const body = { ...rest, ...(isRecord(more) && more) };
  const betas = request.path.includes('/model/')
    ? strings(body.anthropic_beta)
    : words(request.headers['anthropic-beta']);
  const { path, headers } = request;
  return { path, headers, betas, text: JSON.stringify(body), body, tools: toolNames(body) };
}

/** Those of the Messages API, of Converse and of OpenAI’s two. */
function toolNames({ tools, toolConfig }: Asked['body']): string[] {
  const converse = isRecord(toolConfig) ? toolConfig.tools : undefined;
  return [tools, converse]
    .flatMap(list => (Array.isArray(list) ? list : []))
    .map(tool => {
      const [spec, call] = isRecord(tool) ? [tool.toolSpec, tool.function] : [];
      return isRecord(spec) ? spec : isRecord(call) ? call : tool;
    })
    .flatMap(tool => (isRecord(tool) && typeof tool.name === 'string' ? [tool.name] : []));
}

function words(header = ''): string[] {
  return header
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '');
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
