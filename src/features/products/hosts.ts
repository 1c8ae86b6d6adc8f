import { full, none, partial } from '../cell.ts';
import { laterRuns } from '../evidence.ts';
import { adaptiveUnlisted, type Cells, page, quoted } from './source.ts';

const ark = quoted('https://www.volcengine.com/docs/82379/2655179', 'Volcengine Ark');
const arkPlan = page('https://www.volcengine.com/article/37217', 'Volcengine Ark, 2026');

/** Volcengine Ark: Doubao, and other makers’ models. */
export const volcengine = {
  'extended-thinking': full('`thinking` is taken; its signature goes back', null, ark),
  effort: full('`output_config.effort` is taken, from none to max', null, ark, laterRuns.otherMakers),
  'structured-outputs': none(
    'Output may not match its schema',
    'schemas go in a field of its own, `output_format`',
    null,
    ark,
  ),
  'token-counting': full('it has an endpoint that counts', null, ark),
  'images-pdf': full('`image` and `document` blocks are taken', null, ark),
  'usage-caps': partial(
    'Quotas of the plan, not of users',
    'a Coding Plan has quotas by 5 hours, week and month',
    null,
    arkPlan,
  ),
} as const satisfies Cells;

/** SiliconFlow: open models. */
export const siliconflow = {
  'extended-thinking': partial(
    'May be off: it lists no adaptive',
    adaptiveUnlisted,
    null,
    page('https://docs.siliconflow.cn/docs/api/messages-post', 'SiliconFlow, autumn 2026'),
    laterRuns.otherMakers,
  ),
} as const satisfies Cells;
