import { afterAll, expect } from 'bun:test';
import * as z from 'zod';
import { storedKey } from '../../src/claude/forecast-credentials.ts';
import { endTerminals } from '../pty/support/terminal.ts';
import { isDeep } from '../support/tier.ts';
import { claude } from './programs.ts';
import type { Recorder } from './recorder/types.ts';
import { key, type Login, logins, storeLogin, talk } from './stored-logins.ts';
import { live } from './world.ts';

/* What `cgw status` says of stored logins against what a plain Claude Code sends, with `-p` and in a session. */

afterAll(endTerminals);

const shells: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a token': { ANTHROPIC_AUTH_TOKEN: key },
  'a token and an empty key': { ANTHROPIC_AUTH_TOKEN: key, ANTHROPIC_API_KEY: '' },
  'a key': { ANTHROPIC_API_KEY: key },
  'a header alone': { ANTHROPIC_CUSTOM_HEADERS: 'x-portkey-api-key: good' },
  nothing: {},
  'a token, as a host': { ANTHROPIC_AUTH_TOKEN: key, CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' },
};

const credentials = z.array(z.object({ as: z.string(), name: z.string().nullable() }));
const statusSaid = z.object({ credentials, credentialsInSession: credentials });

/** The places in which a credential was said to travel; a claude.ai login is a bearer, too. */
function placesSaid(said: z.infer<typeof credentials>): string[] {
  const places = said.map(({ as }) =>
    as === 'login' ? 'authorization' : as === 'headers' ? 'x-portkey-api-key' : as,
  );
  // A header is told beside nothing at all, and then nothing is sent.
  return places.some(place => place !== 'x-portkey-api-key') ? [...new Set(places)].sort() : [];
}

/** The same of what was sent. */
function sentTo(recorder: Recorder): string[] {
  const [request] = recorder.modelRequests();
  return Object.keys(request?.headers ?? {})
    .filter(name => ['authorization', 'x-api-key', 'x-portkey-api-key'].includes(name))
    .sort();
}

/** Whether a stored login was said to travel, and whether it did. */
function stored(said: z.infer<typeof credentials>): boolean {
  return said.some(({ as, name }) => as === 'login' || name === storedKey);
}
function storedIn(recorder: Recorder): boolean {
  return JSON.stringify(recorder.modelRequests().map(({ headers }) => headers)).includes('hostile');
}

const pairs = Object.entries<Login>(logins).flatMap(([login, state]) =>
  Object.entries(shells).map(([shell, environment]) => ({ login, state, shell, environment })),
);
const few = pairs.filter((_, index) => isDeep || index % (Object.keys(shells).length + 1) === 0);

for (const { login, state, shell, environment } of few)
  live(`${shell} with ${login}: status says what is sent`, async world => {
    storeLogin(world, state);
    const print = world.recorder('anthropic');
    const there = { ...environment, ANTHROPIC_BASE_URL: print.url };
    const said = statusSaid.parse(
      JSON.parse((await world.cgw(['status', '--json'], { environment: there })).stdout),
    );
    await world.claude(['-p', 'hi'], { environment: there });
    expect([sentTo(print), storedIn(print)]).toEqual([
      placesSaid(said.credentials),
      stored(said.credentials),
    ]);
    const session = world.recorder('anthropic');
    storeLogin(world, state);
    const answered = { ...there, ANTHROPIC_BASE_URL: session.url };
    await talk(world, [claude], answered, session);
    // A claude.ai login is asked about at home, too.
    world.mayAsk = /^CONNECT (api\.anthropic\.com|downloads\.claude\.ai|github\.com):443/;
    // Before the first session nobody has said No.
    const now = statusSaid.parse(
      JSON.parse((await world.cgw(['status', '--json'], { environment: answered })).stdout),
    );
    expect([sentTo(session), storedIn(session)]).toEqual([
      placesSaid(now.credentialsInSession),
      stored(now.credentialsInSession),
    ]);
  });
