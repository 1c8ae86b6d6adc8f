import { isRecord } from '../base/json.ts';

/** A streamed message, put together from its events. */
export type Message = {
  readonly model: string;
  readonly content: readonly Block[];
  /** As the server counts; later events add to the first. */
  readonly usage: Readonly<Record<string, unknown>>;
  readonly stopReason: string | null;
  /** What the server says about `context_management`, if anything. */
  readonly contextManagement: unknown;
};

/** A piece of the answer. `pieces` are the events that brought its text or input. */
export type Block = {
  readonly type: string;
  /** Of a tool. */
  readonly name: string;
  readonly text: string;
  readonly signature: string;
  readonly pieces: number;
  /** What a tool of the server brought, as it came. */
  readonly result: unknown;
};

type Draft = {
  model: string;
  content: Map<number, Block>;
  usage: Record<string, unknown>;
  stopReason: string | null;
  contextManagement: unknown;
  started: boolean;
  ended: boolean;
};

export type Assembler = {
  /** Takes one event in; what is not of the format is passed over. */
  take(event: unknown): void;
  /** Whether content has come. */
  readonly hasContent: boolean;
  /** The message, or undefined while its end has not come. */
  finished(): Message | undefined;
};

/** Puts the events of a stream together as the Messages API documents them. */
export function assembler(): Assembler {
  const draft: Draft = {
    model: '',
    content: new Map(),
    usage: {},
    stopReason: null,
    contextManagement: undefined,
    started: false,
    ended: false,
  };
  return {
    take: event => {
      if (isRecord(event)) take(draft, event);
    },
    get hasContent() {
      return draft.content.size > 0;
    },
    finished: () => {
      if (!draft.started || !draft.ended) return undefined;
      const { model, usage, stopReason, contextManagement } = draft;
      return { model, content: [...draft.content.values()], usage, stopReason, contextManagement };
    },
  };
}

function take(draft: Draft, event: Readonly<Record<string, unknown>>): void {
  switch (event.type) {
    case 'message_start': {
      const message = isRecord(event.message) ? event.message : {};
      draft.started = true;
      draft.model = textOf(message.model);
      if (isRecord(message.usage)) Object.assign(draft.usage, message.usage);
      return;
    }
    case 'content_block_start': {
      const block = isRecord(event.content_block) ? event.content_block : {};
      const text = textOf(block.text) + textOf(block.thinking);
      draft.content.set(Number(event.index), {
        type: textOf(block.type),
        name: textOf(block.name),
        text,
        signature: textOf(block.signature),
        pieces: 0,
        result: block.content,
      });
      return;
    }
    case 'content_block_delta': {
      const block = draft.content.get(Number(event.index));
      if (block === undefined || !isRecord(event.delta)) return;
      const { delta } = event;
      const text = textOf(delta.text) + textOf(delta.thinking) + textOf(delta.partial_json);
      draft.content.set(Number(event.index), {
        ...block,
        text: block.text + text,
        signature: block.signature + textOf(delta.signature),
        pieces: block.pieces + (text === '' ? 0 : 1),
      });
      return;
    }
    case 'message_delta': {
      if (isRecord(event.usage)) Object.assign(draft.usage, event.usage);
      if (isRecord(event.delta)) draft.stopReason = textOf(event.delta.stop_reason) || draft.stopReason;
      if (event.context_management !== undefined) draft.contextManagement = event.context_management;
      return;
    }
    case 'message_stop':
      draft.ended = true;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number of `usage`, or of an object in it; undefined where the server does not say. */
export function usageNumber({ usage }: Message, ...path: readonly string[]): number | undefined {
  let value: unknown = usage;
  for (const key of path) value = isRecord(value) ? value[key] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** Whether it did not end by itself: what is missing in it shows nothing. */
export function wasCut({ stopReason }: Message): boolean {
  return stopReason === 'max_tokens' || stopReason === 'refusal';
}

/** The text of the answer. */
export function answerOf({ content }: Message): string {
  return content
    .filter(({ type }) => type === 'text')
    .map(({ text }) => text)
    .join('');
}
