import { backends } from '../../backends/index.ts';
import { providerSwitches } from '../../backends/provider-switches.ts';
import { providers } from '../../backends/providers.ts';
import { unmetNeed } from '../../claude/forecast.ts';
import { isOn } from '../../claude/modes.ts';
import { envEntry } from '../../claude/settings-files.ts';
import { assignment, entryIn, inForce, observed } from '../evidence.ts';
import type { Detector, ViewDetector } from '../finding.ts';

/** More than one cloud is on; one of them wins without a word. */
export const severalClouds: ViewDetector = (view, situation) => {
  const on = providerSwitches.map(({ variable }) => variable).filter(name => isOn(view.effective[name]));
  if (on.length < 2) return [];
  const { provider } = view.forecast;
  const winner = on[0] ?? provider;
  const { profile } = view;
  const meant = profile === null || backends[profile.profile.backend].provider === provider;
  return [
    {
      id: 'several-clouds',
      severity: meant ? 'warning' : 'error',
      what: `${on.length} backends are switched on at once; ${winner} wins`,
      evidence: [...on.map(name => inForce(view, name, situation)), `${observed}: the order is fixed`],
      fix: `Leave one switched on; a profile clears the others${profile === null ? ': cgw run NAME' : ''}`,
      command: profile === null ? null : `cgw run ${profile.name}`,
    },
  ];
};

const undocumented = providers.gateway.switch;

/** A switch that nobody should set. */
export const gatewaySwitch: Detector = (situation, views) => {
  const { environment, settings } = situation;
  const exported = environment[undocumented] ?? '';
  const places = [
    ...(exported === '' ? [] : [`exported: ${assignment(undocumented, exported)}`]),
    ...settings.files.flatMap(file => {
      const value = envEntry(file.content, undocumented) ?? '';
      return value === '' ? [] : [entryIn(file, undocumented, value, situation)];
    }),
  ];
  if (places.length === 0) return [];
  const decides = views.some(({ forecast: { provider } }) => provider === 'gateway');
  return [
    {
      id: 'use-gateway',
      severity: decides ? 'error' : 'warning',
      what: `${undocumented} is set, which is undocumented`,
      evidence: [
        ...places,
        `${observed}: it outranks Bedrock, removes web search and pins an old default model`,
      ],
      fix: 'Take it out; a gateway needs ANTHROPIC_BASE_URL only',
      command: null,
      profile: null,
    },
  ];
};

/** What a backend cannot do without: without it every request fails. */
export const missingPlaces: ViewDetector = ({ forecast, effective, profile }) => {
  const unmet = unmetNeed(forecast.provider, effective, forecast.sent);
  // Vertex has a finding of its own, because files may name its project.
  if (unmet === undefined || forecast.provider === 'vertex') return [];
  const { what, oneOf, there, misshapen } = unmet;
  return [
    {
      id: 'place-missing',
      severity: 'error',
      what:
        misshapen ??
        (there.length === 0
          ? `Nothing names ${what}: ${oneOf.join(' or ')}`
          : `${there.join(' and ')} are both set, and only one of them may be`),
      evidence: [
        there.length === 0
          ? `${oneOf.join(' and ')} ${oneOf.length > 1 ? 'are' : 'is'} not set`
          : `${there.join(' and ')} are set`,
        `${observed}: every request fails`,
      ],
      fix: there.length > 1 ? 'Keep one of them' : 'Set it in a profile, which cannot be made without it',
      command: profile === null ? 'cgw presets' : null,
    },
  ];
};
