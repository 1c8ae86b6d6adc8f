import { type Case, type Ingredient, stray } from './case.ts';
import { type Machine, questionIn, stored } from './machine.ts';
import type { Difference } from './plain.ts';
import { type Promised, profileName, profiles, shellSecret } from './profiles.ts';
import { asksModel, type Heard } from './wire.ts';

/* What `cgw run` promises, against every request that anybody hears. */

/** What became of a launch: its breaches of the promise, or the reason for which cgw did not launch. */
export type Launched = { readonly broken: readonly Difference[]; readonly stopped?: string };

export async function launched({ profile, ingredients }: Case, machine: Machine): Promise<Launched> {
  const [title, promised] = Object.entries(profiles)[profile % Object.keys(profiles).length] ?? [];
  if (title === undefined || promised === undefined) throw new Error('there is no profile');
  machine.worker.wire.take();
  const settings = machine.argument === undefined ? [] : ['--settings', machine.argument];
  const words = ['run', '--quiet', '--trust-project', ...(promised.launch ?? []), profileName(title)];
  const outcome = await machine.cgw(
    [...words, ...settings, ...machine.flags, ...machine.question],
    shellSecret,
  );
  const heard = machine.worker.wire.take();
  const [, stopped] = /^cgw: (.*)/m.exec(outcome.stderr) ?? [];
  if (heard.length === 0 && stopped !== undefined && [2, 3, 4].includes(outcome.exitCode ?? 0))
    return { broken: [], stopped };
  const elsewhere = ingredients.some(
    each => 'name' in each && each.name === 'CLAUDE_SECURESTORAGE_CONFIG_DIR' && each.at === 'shell',
  );
  if (heard.length === 0 && promised.needsLogin && elsewhere)
    return { broken: [], stopped: 'the user keeps the login elsewhere' };
  const main = questionIn(heard);
  // Claude Code itself ends where it cannot read the file in which it keeps its state.
  if (heard.length === 0 && outcome.stderr.includes('Configuration error in'))
    return { broken: [], stopped: 'Claude Code does not start' };
  const said = `${outcome.stdout}${outcome.stderr}`.split('\n')[0]?.slice(0, 160) ?? '';
  if (main === undefined)
    return { broken: [{ about: `${title}: asked`, said: 'its own server', happened: `nobody (${said})` }] };
  const chosen = ingredients.filter(decidesFor).map(each => JSON.stringify(each));
  return { broken: heard.flatMap(each => breaches(each, title, promised, chosen, machine.flags)) };
}

/** What may be on the wire beside what the profile says: a model that the user names, and in `--settings` also a feature. */
function decidesFor(ingredient: Ingredient): boolean {
  if ('flags' in ingredient) return true;
  if (!('at' in ingredient) || !['user', 'argument'].includes(ingredient.at)) return false;
  if ('key' in ingredient) return /model/i.test(ingredient.key);
  const inArgument = /MODEL|BETAS|EXTRA_BODY/;
  return 'name' in ingredient && ingredient.at === 'argument' && inArgument.test(ingredient.name);
}

function breaches(
  request: Heard,
  title: string,
  promised: Promised,
  chosen: readonly string[],
  flags: readonly string[],
): Difference[] {
  const found: Difference[] = [];
  const differs = (about: string, said: string, happened: string) =>
    found.push({ about: `${title}: ${about}`, said, happened });
  const { at, method, path, headers, body } = request;
  // A cloud’s sign-in gets what it is for, and the name of a host is no secret.
  if (!matches(promised.at, at))
    return isSignIn(at)
      ? []
      : [
          ...found,
          ...[{ about: `${title}: asked`, said: String(promised.at), happened: `${at} ${method} ${path}` }],
        ];
  if (isSignIn(at) || method === 'HEAD') return [];
  const { authorization, 'x-api-key': key } = headers;
  // A start-up probe may come without a credential, never with another one.
  const probe = !asksModel(request);
  if (!(probe && authorization === undefined) && !matches(promised.authorization, authorization))
    differs('authorization', String(promised.authorization), `${authorization} at ${method} ${path}`);
  // Whose login is stored, that user's stored key is Anthropic's, too.
  const isOwnKey = promised.needsLogin === true && key === stored.key;
  if (!(probe && key === undefined) && !isOwnKey && !matches(promised.key, key))
    differs('x-api-key', String(promised.key), String(key));
  for (const [name, value] of Object.entries(promised.headers ?? {}))
    if (!probe && headers[name] !== value) differs(name, value, String(headers[name]));
  const hidden = JSON.stringify({ ...headers, path, body });
  for (const [word] of hidden.matchAll(new RegExp(`${stray}-[a-z0-9-]+`, 'g')))
    if (!chosen.some(each => each.includes(word))) differs('stray', 'none', word);
  if (asksModel(request)) {
    if (promised.path !== undefined && !promised.path.test(path))
      differs('path', String(promised.path), path);
    // A model in the user’s own --settings is the user’s choice.
    const isOwn = chosen.some(each => each.includes('"at":"argument","name":"ANTHROPIC_MODEL"'));
    if (promised.model !== undefined && !isOwn && !flags.includes('--model')) {
      const asked = decodeURIComponent(
        /\/models?\/([^/:?]+)[/:]/.exec(path)?.[1] ?? /"model":"([^"]*)"/.exec(body)?.[1] ?? '',
      );
      if (asked !== promised.model && body.includes('quince')) differs('model', promised.model, asked);
    }
  }
  return found;
}

function matches(wanted: string | RegExp | undefined, there: string | undefined): boolean {
  if (wanted === undefined || there === undefined) return wanted === there;
  return typeof wanted === 'string' ? wanted === there : wanted.test(there);
}

function isSignIn(at: string): boolean {
  return (
    at === 'oauth2.googleapis.com' ||
    at === 'login.microsoftonline.com' ||
    // Whether credentials are good, before the user’s own program for new ones is run.
    /^sts\.[a-z0-9-]+\.amazonaws\.com$/.test(at) ||
    at.startsWith('GET http://169.254.')
  );
}
