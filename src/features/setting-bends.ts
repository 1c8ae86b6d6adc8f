import type { Profile } from '../backends/profile.ts';
import type { Bend } from './bend.ts';
import type { Evidence, State } from './cell.ts';
import { pages } from './evidence.ts';
import type { FeatureId } from './feature.ts';
import { isGateway } from './operators.ts';

/** What `experimentalBetas=off` leaves of a request. */
const betasOff: Evidence = {
  kind: 'measured',
  source:
    'Requests of npm @anthropic-ai/claude-code@2.1.330 recorded on 127.0.0.1, 2026-11-22: CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1',
  checked: '2026-11-22',
  versions: 'Claude Code 2.1.330',
};

type Taken = {
  readonly feature: FeatureId;
  readonly state: State;
  readonly loss: string;
  readonly why?: string;
  readonly evidence: Evidence;
  /** Only where this holds; elsewhere the route’s cell stands. */
  readonly where?: (profile: Profile) => boolean;
};

type SettingBend = {
  readonly path: string;
  readonly value: string | boolean;
  readonly takes: readonly Taken[];
};

function gone(feature: FeatureId, loss: string, evidence: Evidence = pages.variables): Taken {
  return { feature, state: 'none', loss, evidence };
}

function unsure(feature: FeatureId, loss: string, why: string, where?: Taken['where']): Taken {
  return {
    feature,
    state: 'unknown',
    loss,
    why,
    evidence: betasOff,
    ...(where === undefined ? {} : { where }),
  };
}

/** Claude Code’s own format: betas travel in a header, so a header that is dropped can be missed. */
function anthropicFormat({ backend }: Profile): boolean {
  return backend === 'anthropic' || backend === 'gateway';
}

/** What each setting takes away, and from which features. */
const settings: readonly SettingBend[] = [
  {
    path: 'promptCaching',
    value: false,
    takes: [
      gone('prompt-caching', 'Every turn is paid in full'),
      gone('prompt-caching-1h', 'Every turn is paid in full'),
    ],
  },
  { path: 'cacheTtl', value: '5m', takes: [gone('prompt-caching-1h', 'The cache lives five minutes')] },
  {
    path: 'experimentalBetas',
    value: false,
    takes: [
      gone('tool-search', 'All tools travel with every request', betasOff),
      gone('context-management', 'Old tool results are not cleared by the server', betasOff),
      {
        ...gone('fine-grained-tool-streaming', 'Tool input arrives all at once', betasOff),
        where: isGateway,
      },
      unsure(
        'fine-grained-tool-streaming',
        'Tool input may arrive all at once',
        'it goes behind a gateway; directly it was not measured',
        profile => !isGateway(profile),
      ),
      unsure(
        'prompt-caching-1h',
        'The cache may live five minutes',
        'the beta header goes, `ttl` stays in the body',
        anthropicFormat,
      ),
      unsure('structured-outputs', 'Output that must match a schema may not', 'not measured with betas off'),
      unsure('fast-mode', 'Fast mode may be gone', 'not measured with betas off'),
      unsure('advisor', 'The advisor may be gone', 'not measured with betas off'),
    ],
  },
  { path: 'context1m', value: false, takes: [gone('context-1m', 'No 1M window')] },
  {
    path: 'interleavedThinking',
    value: false,
    takes: [gone('interleaved-thinking', 'No thinking between tool calls')],
  },
  { path: 'toolSearch', value: 'false', takes: [gone('tool-search', 'All tools travel with every request')] },
];

/** What a profile’s own settings take from the column of its route. */
export function settingBends(profile: Profile): Bend[] {
  const bends: Bend[] = [];
  for (const { path, value, takes } of settings) {
    if (profile[path] !== value) continue;
    const by = `${path}=${value === false ? 'off' : value}`;
    for (const { feature, state, loss, why, evidence, where } of takes) {
      if (where !== undefined && !where(profile)) continue;
      const cell = {
        state,
        loss,
        why: why ?? `this profile has ${by}`,
        lever: `--unset ${path}`,
        evidence: [evidence] as const,
      };
      bends.push({ feature, by, cell });
    }
  }
  return bends;
}
