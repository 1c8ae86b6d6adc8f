import { type Report, step } from '../../../src/check/report.ts';

/** Every state of a step and of a feature. */
export const example: Report = {
  profile: 'litellm',
  at: '2026-11-22T12:00:00.000Z',
  litellm: '1.110.2',
  versions: 'LiteLLM 1.110.2, claude-opus-5-5',
  model: 'claude-opus-5-5',
  steps: [
    step('reachable', 'ok', 'litellm.example.com:4000 answers in 12 ms'),
    step('identified', 'unknown', 'a gateway that does not say what it is'),
    step('authenticated', 'failed', 'the credential is refused (401): no', 'cgw token litellm prints it'),
    step(
      'models',
      'warning',
      'not in the list: claude-a (models.opus)',
      'name one of the list: cgw edit litellm --set models.default=…',
    ),
    step('key', 'skipped', 'nothing here tells spend and budget'),
  ],
  features: [
    { feature: 'effort', state: 'full', why: 'taken, and a made-up value is refused: the field arrives' },
    { feature: 'images-pdf', state: 'partial', why: 'the model saw a picture, but not what a PDF holds' },
    { feature: 'prompt-caching', state: 'none', why: 'nothing was written to the cache or read from it' },
    { feature: 'context-1m', state: 'unknown', why: 'costs up to $1.20: only with --deep' },
  ],
  skipped: [],
  relay: 'unknown',
  key: null,
  estimate: 0.33,
  stopped: true,
};
