import type { OfferDraft } from '../../detect/offer.ts';
import { textValues, type VariableSet, variableMeant } from '../from-variables.ts';
import { secretMarker } from '../imported.ts';

/** The port that the router takes when its file names none. */
const usualPort = '3456';

/** Whether a JSON object is the `config.json` of claude-code-router. */
export function isRouterConfig(raw: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(raw.Providers);
}

/**
 * How Claude Code reaches the router: its address and its own key. The providers behind it speak other formats, so
 * they stay where they are (musistudio/claude-code-router, README.md, read 2026-11-22).
 */
export function routerOffer(raw: Readonly<Record<string, unknown>>, where: string): OfferDraft {
  // An object may hold a `toString` that is no function.
  const written = typeof raw.PORT === 'object' ? '' : String(raw.PORT);
  const port = /^\d{1,5}$/.test(written) ? written : usualPort;
  const key = typeof raw.APIKEY === 'string' ? raw.APIKEY : '';
  const variable = variableMeant(key);
  const token =
    key === ''
      ? 'placeholder:ccr'
      : variable === undefined
        ? `${secretMarker}_${keyName}`
        : `env:${variable}`;
  return {
    where,
    preset: 'claude-code-router',
    name: 'claude-code-router',
    fields: { baseUrl: `http://${hostOf(raw.HOST)}:${port}`, token },
    notes: ['its providers and routes stay in the router, which must run'],
  };
}

/** An address to listen on is one to reach, but for those that mean every one of this machine. */
function hostOf(written: unknown): string {
  const known = typeof written === 'string' && /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(written);
  return known && written !== '0.0.0.0' ? written : '127.0.0.1';
}

const keyName = 'ANTHROPIC_AUTH_TOKEN';

/** The router’s key as the variable that Claude Code reads it from. */
export function routerVariables(raw: Readonly<Record<string, unknown>>, where: string): VariableSet {
  const key = typeof raw.APIKEY === 'string' && variableMeant(raw.APIKEY) === undefined ? raw.APIKEY : '';
  return { called: undefined, values: textValues({ [keyName]: key }), helper: undefined, where };
}
