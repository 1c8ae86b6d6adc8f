import { proxyVariables } from '../../claude/managed-mode.ts';
import { documented, inForce, observed } from '../evidence.ts';
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

/** Claude Code takes `host:port` for HTTPS_PROXY, and ends at once for others. */
export const incompleteProxies: ViewDetector = (view, situation) =>
  proxyVariables
    .filter(name => view.effective[name] && !/^[a-z][a-z0-9+]*:\/\//i.test(view.effective[name]))
    .map(name => ({
      id: 'proxy-incomplete',
      severity: 'warning',
      what: `${name} is not a complete URL, and Claude Code may not start with it`,
      evidence: [inForce(view, name, situation), `${observed}: it needs the scheme, too`],
      fix: 'Write it with its scheme: http://HOST:PORT',
      command: null,
    }));

export const unusableCa: ViewDetector = (view, situation) => {
  const file = view.effective.NODE_EXTRA_CA_CERTS;
  const fault = file === undefined ? undefined : situation.caFaults.get(file);
  if (fault === undefined) return [];
  return [
    {
      id: 'ca-unusable',
      severity: 'warning',
      what: `The file of authorities that NODE_EXTRA_CA_CERTS names ${fault}`,
      evidence: [
        inForce(view, 'NODE_EXTRA_CA_CERTS', situation),
        `${observed}: it goes on without them, and a server that needs one is not trusted`,
      ],
      fix: 'Name a file with certificates in PEM form, or take the variable away',
      command: null,
    },
  ];
};

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
