import * as z from 'zod';
import { claude } from '../programs.ts';
import type { Case, FileType, Ingredient, Place } from './case.ts';
import { fileTypes, stray } from './case.ts';
import { awsKey, type Machine, questionIn, stored } from './machine.ts';
import { vendorHosts } from './variables.ts';
import { cloudTokens, type Heard } from './wire.ts';

/* What `cgw status` and `cgw explain` say, against what a plain Claude Code does. */

const from = z.object({ name: z.string(), place: z.string().nullable(), path: z.string().nullable() });
const statusSaid = z.object({
  provider: z.enum(Object.keys(vendorHosts)),
  endpoint: z.string().nullable(),
  endpointFrom: from.nullable(),
  credentials: z.array(from.extend({ as: z.string() })),
  model: z.string().nullable(),
  modelFrom: from.nullable(),
  /** Why nobody is asked; null: somebody is. */
  refusal: z.string().nullable(),
});
type StatusSaid = z.infer<typeof statusSaid>;
const explainSaid = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      winner: z.number().nullable(),
      settings: z.array(z.object({ path: z.string().nullable() })),
    }),
  ),
});

/** A point in which the two differ: what it is about, what was said, what happened. */
export type Difference = { readonly about: string; readonly said: string; readonly happened: string };

/** What goes over the wire, as far as it is compared. */
type Wire = { readonly [about: string]: string };

export async function plainDifferences({ ingredients }: Case, machine: Machine): Promise<Difference[]> {
  const settings = machine.argument === undefined ? [] : ['--settings', machine.argument];
  const status = await machine.cgw(['status', '--json', ...settings]);
  const explain = await machine.cgw(['explain', '--json', ...settings]);
  if (status.exitCode !== 0 || explain.exitCode !== 0)
    return [{ about: 'status', said: `${status.stderr}${explain.stderr}`, happened: '' }];
  const said = statusSaid.parse(JSON.parse(status.stdout));
  const told = explainSaid.parse(JSON.parse(explain.stdout));
  machine.worker.wire.take();
  const outcome = await machine.run([claude, ...settings, ...machine.question]);
  const heard = machine.worker.wire.take();
  const world = new World(ingredients, machine);
  const expected = expectedOf(said, world);
  const main = questionIn(heard);
  const happened = main === undefined ? { asked: `nobody (${firstLine(outcome.stdout)})` } : wireOf(main);
  return [...compared(expected, happened), ...winners(told, machine, world)];
}

/** What a case has put where, as cgw names the places. */
class World {
  readonly machine: Machine;
  readonly #ingredients: readonly Ingredient[];
  readonly #placeOf: ReadonlyMap<string | null, Place>;

  constructor(ingredients: readonly Ingredient[], machine: Machine) {
    this.machine = machine;
    this.#ingredients = ingredients;
    const paths = fileTypes.map((each): [string, FileType] => [
      each === 'managed' ? '/etc/claude-code/managed-settings.json' : machine.pathOf(each),
      each,
    ]);
    this.#placeOf = new Map<string | null, Place>([...paths, ['--settings', 'argument'], [null, 'shell']]);
  }

  /** The text of a variable, or of the helper’s output, in a place. */
  textAt(name: string, path: string | null): string {
    if (name === 'apiKeyHelper' && path === null) return 'a helper of nobody';
    const at = this.#placeOf.get(path);
    if (at === 'shell') return this.machine.environment[name] ?? '';
    const found = this.#ingredients.find(each => 'at' in each && each.at === at && nameOf(each) === name);
    if (found === undefined || !('value' in found)) return `nothing in ${path}`;
    const text = this.machine.text(found.value);
    return name === 'apiKeyHelper' ? text.replace(/^echo /, '') : text;
  }
}

function nameOf(ingredient: Ingredient): string | undefined {
  if ('name' in ingredient) return ingredient.name;
  return 'key' in ingredient ? ingredient.key : undefined;
}

function expectedOf(said: StatusSaid, world: World): Wire {
  if (said.refusal !== null) return { asked: 'nobody' };
  const wire: Record<string, string> = {
    asked: endpointOf(said, world),
    model: said.model ?? 'its own choice',
  };
  for (const { as, name, path } of said.credentials) {
    // What is not a name of a place is a word that is sent as it is.
    const value = () => (/^[A-Z_]+$|^apiKeyHelper$/.test(name) ? world.textAt(name, path).trim() : name);
    if (as === 'authorization') wire.authorization = `Bearer ${value()}`.trim();
    else if (as === 'headers') for (const [header, text] of headersIn(value())) wire[header] = text;
    else if (as === 'cloud') wire.authorization = cloudAuthorization[said.provider] ?? 'none';
    else if (as === 'login') wire.authorization = `Bearer ${stored.login}`;
    else wire[as] = name === 'stored key of /login' ? stored.key : value();
  }
  return wire;
}

const cloudAuthorization: Readonly<Record<string, string>> = {
  bedrock: `signed as ${awsKey}`,
  mantle: `signed as ${awsKey}`,
  anthropicAws: `signed as ${awsKey}`,
  vertex: `Bearer ${cloudTokens.google}`,
  anthropicGoogleCloud: `Bearer ${cloudTokens.google}`,
  foundry: `Bearer ${cloudTokens.azure}`,
};

function headersIn(text: string): [string, string][] {
  return text.split('\n').flatMap(line => {
    const [, name, value] = /^\s*([^:]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
}

/** The address in the words of `Heard.at`, or the provider’s own. */
function endpointOf({ provider, endpoint, endpointFrom }: StatusSaid, { machine }: World): string {
  if (endpoint === null) return `${provider}’s own`;
  if (endpointFrom?.name.endsWith('_RESOURCE')) return `${endpoint.trim()}.services.ai.azure.com`;
  const { url } = machine.worker.wire;
  return endpoint.trim().startsWith(`${url}/`)
    ? endpoint
        .trim()
        .slice(url.length + 1)
        .replace(/\/$/, '')
    : 'nobody';
}

function wireOf({ at, headers, path, body }: Heard): Wire {
  const { authorization, 'x-api-key': key } = headers;
  const custom = Object.entries(headers).filter(([name]) => name.startsWith(`x-${stray}`));
  const [, inPath] = /\/models?\/([^/:?]+)[/:]/.exec(path) ?? [];
  const [, inBody] = /"model":"([^"]*)"/.exec(body) ?? [];
  return {
    asked: at,
    model: decodeURIComponent(inPath ?? inBody ?? ''),
    ...(authorization === undefined
      ? {}
      : {
          authorization: authorization.replace(/^AWS4-HMAC-SHA256 Credential=([^/]+)\/.*/s, 'signed as $1'),
        }),
    ...(key === undefined ? {} : { 'x-api-key': key }),
    ...Object.fromEntries(custom),
  };
}

function compared(expected: Wire, happened: Wire): Difference[] {
  if (happened.asked?.startsWith('nobody') && expected.asked === 'nobody') return [];
  const names =
    expected.asked === 'nobody' || happened.asked?.startsWith('nobody')
      ? ['asked']
      : Object.keys({ ...expected, ...happened });
  return names.flatMap(about => {
    const [said, heard] = [expected[about] ?? 'none', happened[about] ?? 'none'];
    return agrees(about, said, heard) ? [] : [{ about, said, happened: heard }];
  });
}

function agrees(about: string, said: string, heard: string): boolean {
  if (about === 'asked') {
    const [, provider] = /^(\w+)’s own$/.exec(said) ?? [];
    return provider === undefined
      ? said === heard
      : (vendorHosts[provider as keyof typeof vendorHosts]?.test(heard) ?? false);
  }
  if (about !== 'model') return said === heard;
  if (said === 'its own choice') return !heard.includes(stray);
  const model = said.trim().replace(/\[1m\]$/i, '');
  // What a word means is asked elsewhere; here it is that it is the word.
  return /^(opus|sonnet|haiku)$/.test(model)
    ? heard.includes(model) || heard.includes(stray)
    : model === heard;
}

/** Variables whose winner is another one than `explain` names, as a hook of Claude Code sees its environment. */
function winners({ variables }: z.infer<typeof explainSaid>, machine: Machine, world: World): Difference[] {
  const seen = machine.seen();
  if (seen === undefined) return [];
  const hidden =
    machine.environment.CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST === undefined
      ? /^CLAUDE_CODE_OAUTH_TOKEN$/
      : /TOKEN|KEY|SECRET|CUSTOM_HEADERS/;
  return variables.flatMap(({ name, winner, settings }) => {
    // Programs that Claude Code starts do not get these.
    if (hidden.test(name)) return [];
    const source = winner === null ? undefined : settings[winner];
    const said = source === undefined ? '' : world.textAt(name, source.path);
    const happened = seen[name] ?? '';
    return said === happened ? [] : [{ about: `winner of ${name}`, said, happened }];
  });
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 120) ?? '';
}
