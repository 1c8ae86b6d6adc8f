import { isAnthropic } from '../../backends/base-url.ts';
import { providerFacts } from '../../backends/providers.ts';
import { helperOf, type Sent, storedKey, storedLogin } from '../../claude/forecast-credentials.ts';
import { inForce, observed, placeIn } from '../evidence.ts';
import type { ViewDetector, ViewFinding } from '../finding.ts';
import type { Situation } from '../situation.ts';
import { helperRemedy, type View } from '../views.ts';
import { headersIn, isCredentialHeader } from './headers.ts';

/** More than one credential travels with every request. */
export const twoCredentials: ViewDetector = (view, situation) => {
  const sent = view.forecast.sent.filter(({ as }) => as === 'authorization' || as === 'x-api-key');
  const from = new Set(sent.map(each => each.from));
  return from.size < 2 ? [] : [both(sent, view, situation)];
};

function both(sent: readonly Sent[], view: View, situation: Situation): ViewFinding {
  const { profile } = view;
  return {
    id: 'two-credentials',
    severity: 'error',
    what: `Two credentials are sent with every request: ${sent.map(({ from }) => from).join(' and ')}`,
    evidence: [
      ...sent.map(({ as, from }) => `${headerOf[as]} from ${sourceOf(from, view, situation)}`),
      `${observed}: neither replaces the other`,
    ],
    fix: 'Keep one: ANTHROPIC_AUTH_TOKEN for a gateway, ANTHROPIC_API_KEY for Anthropic; a profile clears the rest',
    command: profile === null ? null : `cgw run ${profile.name}`,
  };
}

const headerOf: { readonly [As in Sent['as']]: string } = {
  authorization: 'Authorization: Bearer',
  'x-api-key': 'x-api-key',
  headers: 'headers',
  cloud: 'signature',
  login: 'login',
};

function sourceOf(from: string, view: View, situation: Situation): string {
  if (from === storedKey) return storedKey;
  if (from !== 'apiKeyHelper') return inForce(view, from, situation);
  const helper = helperOf(view.inForce);
  const file = view.files.find(({ path }) => path === helper?.path);
  return file === undefined ? from : `${placeIn(file, [from], situation)}: ${from}`;
}

/** The login for Anthropic goes to somebody else’s server. */
export const loginElsewhere: ViewDetector = (view, situation) => {
  const { provider, endpoint, endpointFrom, sent } = view.forecast;
  const all = [...sent, ...view.forecast.sentInSession];
  const login = all.find(
    ({ as, from }) => as === 'login' || from === storedKey || from === 'CLAUDE_CODE_OAUTH_TOKEN',
  );
  if (provider !== 'firstParty' || endpointFrom === null || login === undefined) return [];
  if (isAnthropic(endpoint ?? '')) return [];
  // A gateway that relays the subscription takes its own key in a header: then it is meant.
  const relayed = headersIn(view.effective.ANTHROPIC_CUSTOM_HEADERS ?? '').some(isCredentialHeader);
  return [
    {
      id: 'login-to-gateway',
      severity: relayed ? 'note' : 'warning',
      what: `The ${loginTitle(login)} goes to the server that ${endpointFrom} names${sent.includes(login) ? '' : ', in a session'}`,
      evidence: [
        inForce(view, endpointFrom, situation),
        loginEvidence(login, sent, view, situation),
        `${observed}: a login is sent to any base URL`,
      ],
      fix: relayed
        ? 'Keep it if the gateway relays your subscription'
        : 'Give the gateway a key of its own, in a profile',
      command: relayed ? null : 'cgw add gateway --set baseUrl=URL --secret token=env:NAME',
      ...helperRemedy(view),
    },
  ];
};

function loginTitle({ as, from }: Sent): string {
  if (as === 'login') return storedLogin;
  return from === storedKey ? storedKey : 'OAuth token';
}

function loginEvidence(login: Sent, sent: readonly Sent[], view: View, situation: Situation): string {
  if (login.from === 'CLAUDE_CODE_OAUTH_TOKEN') return inForce(view, login.from, situation);
  if (!sent.includes(login))
    return 'the key of this shell was rejected when Claude Code asked, so a session does not use it';
  return login.from === storedKey
    ? 'Claude Code keeps a key of /login, which is sent beside a token'
    : 'no token, key or helper is set, so the stored login is what is left';
}

/** A cloud’s format without the cloud’s signature, and nothing in its place. */
export const noCredential: ViewDetector = (view, situation) => {
  const { provider, endpointFrom, sent } = view.forecast;
  const { skip, skipped } = providerFacts(provider);
  const travels = sent.some(({ as, from }) => as !== 'headers' && from !== skipped?.word);
  const header = headersIn(view.effective.ANTHROPIC_CUSTOM_HEADERS ?? '').some(isCredentialHeader);
  if (skip === undefined || travels || header) return [];
  return [
    {
      id: 'pass-through-without-token',
      severity: 'error',
      what: `Requests carry no credential: ${skip} is on, and there is no ANTHROPIC_AUTH_TOKEN`,
      evidence: [
        inForce(view, skip, situation),
        ...(endpointFrom === null ? [] : [inForce(view, endpointFrom, situation)]),
        `${observed}: the cloud’s login is skipped, and only ANTHROPIC_AUTH_TOKEN takes its place`,
      ],
      fix: 'Give the gateway’s key as ANTHROPIC_AUTH_TOKEN (a token of the profile), or do not skip the login',
      command: null,
      ...helperRemedy(view),
    },
  ];
};
