import { backends } from '../../backends/index.ts';
import { providerSwitches, providers } from '../../backends/providers.ts';
import { envOf } from '../../claude/settings-files.ts';
import { isOn } from '../../claude/standing.ts';
import { assignment, entryIn, inForce, observed } from '../evidence.ts';
import type { Look, ViewLook } from '../finding.ts';

/** More than one cloud is on; one of them wins without a word. */
export const severalClouds: ViewLook = (view, situation) => {
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
export const gatewaySwitch: Look = (situation, views) => {
  const { environment, settings } = situation;
  const exported = environment[undocumented] ?? '';
  const places = [
    ...(exported === '' ? [] : [`exported: ${assignment(undocumented, exported)}`]),
    ...settings.files.flatMap(file => {
      const value = envOf(file.content)[undocumented] ?? '';
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
