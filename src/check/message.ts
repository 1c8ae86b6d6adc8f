import { asRecord, asText, isRecord } from '../base/json.ts';

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

/** Puts the events of a stream together as the Messages API documents them. */
export class MessageBuilder {
  readonly #content = new Map<number, Block>();
  #head: Omit<Message, 'content'> = { model: '', usage: {}, stopReason: null, contextManagement: undefined };
  #started = false;
  #ended = false;

  /** Whether content has come. */
  get hasContent(): boolean {
    return this.#content.size > 0;
  }

  /** The message, or undefined while its end has not come. */
  get finished(): Message | undefined {
    return this.#started && this.#ended ? { ...this.#head, content: [...this.#content.values()] } : undefined;
  }

  /** Takes one event in; what is not of the format is passed over. */
  take(event: unknown): void {
    const { type, ...held } = asRecord(event);
    switch (type) {
      case 'message_start': {
        const { model, usage } = asRecord(held.message);
        this.#started = true;
        this.#head = { ...this.#head, model: asText(model), usage: this.#usageWith(usage) };
        return;
      }
      case 'content_block_start': {
        const block = asRecord(held.content_block);
        this.#content.set(Number(held.index), {
          type: asText(block.type),
          name: asText(block.name),
          text: asText(block.text) + asText(block.thinking),
          signature: asText(block.signature),
          pieces: 0,
          result: block.content,
        });
        return;
      }
      case 'content_block_delta': {
        const block = this.#content.get(Number(held.index));
        const delta = asRecord(held.delta);
        const text = asText(delta.text) + asText(delta.thinking) + asText(delta.partial_json);
        if (block !== undefined)
          this.#content.set(Number(held.index), {
            ...block,
            text: block.text + text,
            signature: block.signature + asText(delta.signature),
            pieces: block.pieces + (text === '' ? 0 : 1),
          });
        return;
      }
      case 'message_delta':
        this.#head = {
          ...this.#head,
          usage: this.#usageWith(held.usage),
          stopReason: asText(asRecord(held.delta).stop_reason) || this.#head.stopReason,
          contextManagement: held.context_management ?? this.#head.contextManagement,
        };
        return;
      case 'message_stop':
        this.#ended = true;
    }
  }

  #usageWith(more: unknown): Message['usage'] {
    return { ...this.#head.usage, ...asRecord(more) };
  }
}

/** A number of `usage`, or of an object in it; undefined where the server does not say. */
export function usageNumber({ usage }: Message, ...path: readonly string[]): number | undefined {
  let value: unknown = usage;
  for (const key of path) value = isRecord(value) ? value[key] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** Whether it did not end by itself: what is missing in it shows nothing. */
export function isTruncated({ stopReason }: Message): boolean {
  return stopReason === 'max_tokens' || stopReason === 'refusal';
}

/** The text of the answer. */
export function answerOf({ content }: Message): string {
  return content
    .filter(({ type }) => type === 'text')
    .map(({ text }) => text)
    .join('');
}
