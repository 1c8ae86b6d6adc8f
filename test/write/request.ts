import type { Profile } from '../../src/backends/profile.ts';
import { planUndo, type UndoPlan } from '../../src/write/plan-undo.ts';
import { planWrite, type WritePlan, type WriteRequest } from '../../src/write/plan-write.ts';
import type { UndoRecord } from '../../src/write/undo-record.ts';

export const gateway: Profile = {
  backend: 'gateway',
  baseUrl: 'https://llm.example.com',
  token: 'file:/key',
  product: 'litellm',
};

export const bedrock: Profile = { backend: 'bedrock', region: 'eu-west-1', 'models.opus': 'x' };

/** A request for a file that holds `content`. */
export function requestFor(
  content: Uint8Array | string | undefined,
  more: Partial<WriteRequest> = {},
): WriteRequest {
  return {
    name: 'p',
    profile: gateway,
    target: 'user',
    path: '~/settings.json',
    content: typeof content === 'string' ? Buffer.from(content) : content,
    record: undefined,
    secrets: undefined,
    program: '/bin/cgw',
    environment: {},
    higher: [],
    lower: [],
    ...more,
  };
}

/** The record that a write leaves. */
export function recordOf({ record }: WritePlan): UndoRecord {
  return { ...record, file: '/settings.json', mode: 0o600, folders: [] };
}

/** A file with its undo record, and what can be done to it. */
export class File {
  content: Buffer | undefined;
  record: UndoRecord | undefined;

  constructor(content: Uint8Array | string | undefined) {
    this.content = content === undefined ? undefined : Buffer.from(content);
  }

  get text(): string {
    return this.content?.toString('utf8') ?? '';
  }

  set text(text: string) {
    this.content = Buffer.from(text);
  }

  write(more: Partial<WriteRequest> = {}): WritePlan {
    const plan = planWrite(requestFor(this.content, { record: this.record, ...more }));
    this.content = plan.content;
    this.record = recordOf(plan);
    return plan;
  }

  undo(): UndoPlan {
    if (this.record === undefined) throw new Error('nothing was written');
    const plan = planUndo(this.content, this.record, '~/settings.json');
    this.content = plan.content;
    this.record = undefined;
    return plan;
  }
}
