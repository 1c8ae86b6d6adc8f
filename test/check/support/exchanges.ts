import type { Exchange } from '../../../src/check/exchange.ts';
import type { Block } from '../../../src/check/message.ts';

type Answer = {
  readonly usage?: Readonly<Record<string, unknown>>;
  readonly content?: readonly Partial<Block>[];
  readonly contextManagement?: unknown;
};

/** An answer; a block is empty text unless said. */
export function answered({ usage = {}, content = [], contextManagement }: Answer = {}): Exchange {
  return {
    outcome: 'answered',
    message: {
      model: 'm',
      usage,
      content: content.map(block => ({
        type: 'text',
        name: '',
        text: '',
        signature: '',
        pieces: 1,
        result: undefined,
        ...block,
      })),
      stopReason: 'end_turn',
      contextManagement,
    },
    firstTokenMs: 1,
    totalMs: 2,
    headers: new Headers(),
  };
}

export function saying(text: string): Exchange {
  return answered({ content: [{ text }] });
}

export function refused(status: number, words: string, headers: Record<string, string> = {}): Exchange {
  return { outcome: 'refused', status, words, headers: new Headers(headers) };
}

export function counted(tokens: number): Exchange {
  return { outcome: 'counted', tokens };
}

export const broken: Exchange = { outcome: 'broken', stage: 'timeout', what: 'it fell silent' };
