import { type Exchange, isModelDenied, isOutOfMoney, isRefusalOfRequest, loginWords } from '../exchange.ts';
import { messageRequest, type ProbeRequest } from '../probe.ts';
import { type Relay, type Step, step } from '../report.ts';

/** Dates, versions of an offer and words that a vendor adds to the name of a model. */
const additions = /(@|-)(20\d{6}|latest|default)|-v\d+(:\d+)?$|\[1m\]$/g;

/**
 * Whether an answer’s model can be the one that was asked for. Gateways and clouds spell names differently, and a name
 * of the gateway’s own says nothing: only a Claude model by version is compared.
 * @param answered as the answer names it; empty: it does not say.
 */
export function isPlausibleModel(asked: string, answered: string): boolean {
  const wanted = claudeIn(asked);
  if (wanted === undefined || !/\d/.test(wanted) || answered === '') return true;
  return claudeIn(answered) === wanted;
}

/** `claude-FAMILY-VERSION` wherever it stands in a name, or undefined. */
function claudeIn(name: string): string | undefined {
  const found = /claude-(\d|opus|sonnet|haiku|fable|mythos)[a-z0-9.@:[\]-]*/i.exec(name)?.[0].toLowerCase();
  return found?.replaceAll(additions, '').replaceAll('.', '-');
}

/** The plainest message there is: what everything else is compared with. */
export const plainRequest = messageRequest('Reply with the word pong.');

/** Tokens of it, at most. */
export const plainTokens = { input: 30, output: 32 } as const;

/** What the plain message shows about the credential, and whether a model answers. */
export function judgeAnswer(
  seen: Exchange,
  model: string,
  field = 'models.default',
): { authenticated: Step; answered: Step } {
  switch (seen.outcome) {
    case 'answered':
      return {
        authenticated: step('authenticated', 'ok', 'the credential opens the model'),
        answered: answerStep(seen, model),
      };
    case 'refused':
      return { authenticated: credentialStep(seen), answered: refusedStep(seen, model, field) };
    case 'broken':
      return {
        authenticated:
          seen.stage === 'credential'
            ? step('authenticated', 'failed', seen.what, 'log in to the cloud, or see cgw doctor')
            : step('authenticated', 'unknown', 'no answer shows it'),
        answered:
          seen.stage === 'credential'
            ? step('answered', 'skipped', 'nothing could be asked')
            : step('answered', 'failed', `${seen.stage}: ${seen.what}`, brokenRemedy(seen)),
      };
    case 'counted':
      return {
        authenticated: step('authenticated', 'unknown', 'no answer shows it'),
        answered: step('answered', 'failed', 'no message came'),
      };
  }
}

function answerStep(seen: Extract<Exchange, { outcome: 'answered' }>, model: string): Step {
  const { message, firstTokenMs, totalMs } = seen;
  if (message.content.length === 0)
    return step(
      'answered',
      'failed',
      `${model} answers with an empty message`,
      'ask whoever runs the server: Claude Code would show nothing',
    );
  const times = `first token after ${Math.round(firstTokenMs)} ms, all after ${Math.round(totalMs)} ms`;
  return isPlausibleModel(model, message.model)
    ? step('answered', 'ok', `${model}, streamed: ${times}`)
    : step(
        'answered',
        'warning',
        `${model} was asked, and ${message.model} says that it answers, streamed: ${times}`,
        'what follows is true of that model: ask whoever runs the server which one is behind the name',
      );
}

const brokenRemedies: { readonly [Each in Extract<Exchange, { outcome: 'broken' }>['stage']]?: string } = {
  redirect: 'set baseUrl to where it really is, if you trust that place with the credential',
  format: 'check baseUrl: Claude Code cannot read this either',
  stream: 'Claude Code would fail in the same way: ask whoever runs the server, and what stands before it',
  timeout: 'ask whoever runs the server; API_TIMEOUT_MS is how long Claude Code waits',
  'too-large': 'check baseUrl: this is not a model',
};

function brokenRemedy({ stage, what }: Extract<Exchange, { outcome: 'broken' }>): string | null {
  return what.includes(loginWords) ? loginRemedy : (brokenRemedies[stage] ?? null);
}

const loginRemedy =
  "a login for browsers stands before it: ask whoever runs it how a program gets in, mostly by a header: cgw edit NAME --secret 'headers.HEADER=env:VARIABLE'";

const credentialRemedy =
  'cgw secret check NAME FIELD says whether it is there, cgw secret set NAME FIELD replaces it in the keychain, cgw edit NAME points elsewhere';

function credentialStep(seen: Extract<Exchange, { outcome: 'refused' }>): Step {
  const { status, words } = seen;
  if (isModelDenied(seen))
    return step('authenticated', 'ok', 'the credential is known, and it is the model that it may not use');
  if (status === 401)
    return step('authenticated', 'failed', `the credential is refused (401): ${words}`, credentialRemedy);
  if (status === 403)
    return step(
      'authenticated',
      'failed',
      `the credential may not do this (403): ${words}`,
      'ask whoever runs the gateway or the account for access to the model',
    );
  // Whoever is told that something is wrong with the request has been let in.
  return status === 400 || status === 422
    ? step('authenticated', 'ok', 'the credential is not what is refused')
    : step('authenticated', 'unknown', 'no answer shows it');
}

function refusedStep(seen: Extract<Exchange, { outcome: 'refused' }>, model: string, field: string): Step {
  const { status, words } = seen;
  return step(
    'answered',
    'failed',
    `${model} does not answer (${status}): ${words}`,
    isModelDenied(seen)
      ? `name a model that this credential may use: cgw edit NAME --set ${field}=MODEL; or ask whoever runs the gateway for this one`
      : remedyFor(status, words, field),
  );
}

function remedyFor(status: number, words: string, field: string): string | null {
  if (isOutOfMoney(words))
    return 'money, a budget or a limit is used up: wait, or ask whoever runs the account or the gateway';
  if (status === 404) return 'check baseUrl (Claude Code appends /v1/messages) and the name of the model';
  if (status === 429) return 'the rate limit or the budget is used up: wait, or see the key';
  if (status === 400 || status === 422)
    return `check the name of the model: cgw edit NAME --set ${field}=MODEL`;
  return status >= 500 ? 'the server or what stands before it has failed: ask whoever runs it' : null;
}

const madeUp = 'cgw-made-up-2020-01-01';

/** A header that nobody knows: Anthropic and Bedrock refuse it, a filter takes it away. */
export const relayRequest: ProbeRequest = messageRequest('Reply with the word pong.', { betas: [madeUp] });

/** An answer proves only that nobody refused: a filter took the value away, or the model’s server heeds none. */
export function judgeRelay(seen: Exchange): { readonly relay: Relay; readonly step: Step } {
  if (isRefusalOfRequest(seen) && /beta|cgw-made-up/i.test(seen.words))
    return {
      relay: 'verbatim',
      step: step('relay', 'ok', 'a made-up anthropic-beta was refused: nothing is dropped without a word'),
    };
  return {
    relay: 'unknown',
    step: step(
      'relay',
      'unknown',
      seen.outcome === 'answered'
        ? 'a made-up anthropic-beta was answered: it was dropped on the way, or it is ignored'
        : 'nothing shows what becomes of anthropic-beta',
    ),
  };
}
