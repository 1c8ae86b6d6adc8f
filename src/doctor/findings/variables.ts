import { documented, inForce } from '../evidence.ts';
import type { ViewDetector } from '../finding.ts';

/** Variables that count as on whatever they hold. */
const presenceOnly = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 'updates, telemetry and surveys',
  DISABLE_TELEMETRY: 'telemetry',
  DISABLE_ERROR_REPORTING: 'error reports',
} as const;

/** A `0` that was meant to switch something on again. */
export const presenceOnlyVariables: ViewDetector = (view, situation) =>
  Object.entries(presenceOnly)
    .filter(([name]) => /^(0|false|no|off)$/i.test(view.effective[name] ?? ''))
    .map(([name, what]) => ({
      id: 'presence-only',
      severity: 'warning',
      what: `${name} is set to “no”, and still turns ${what} off`,
      evidence: [inForce(view, name, situation), `${documented}: any value counts`],
      fix: `Do not set ${name} at all, or set it to 1 if that is meant`,
      command: null,
    }));

export const deprecatedVariables: ViewDetector = (view, situation) =>
  view.effective.ANTHROPIC_SMALL_FAST_MODEL
    ? [
        {
          id: 'deprecated-variable',
          severity: 'note',
          what: 'ANTHROPIC_SMALL_FAST_MODEL is deprecated',
          evidence: [
            inForce(view, 'ANTHROPIC_SMALL_FAST_MODEL', situation),
            `${documented}: ANTHROPIC_DEFAULT_HAIKU_MODEL takes its place`,
          ],
          fix: 'Set ANTHROPIC_DEFAULT_HAIKU_MODEL instead (models.haiku of a profile)',
          command: null,
        },
      ]
    : [];
