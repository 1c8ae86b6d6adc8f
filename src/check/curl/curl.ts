import { backends } from '../../backends/index.ts';
import { mainCredential } from '../../backends/main-credential.ts';
import type { Profile } from '../../backends/profile.ts';
import { keyIn, providerFacts } from '../../backends/providers.ts';
import { settingsOf } from '../../backends/settings.ts';
import { exitCode, UserError } from '../../base/errors.ts';
import type { Environment, Io } from '../../base/io.ts';
import { singleQuoted } from '../../base/quoting.ts';
import { printable } from '../../base/terminal-text.ts';
import { type Part, type Plan, planFor, type ResolvedSetting, type Setting } from '../../env/plan.ts';
import { features } from '../../features/features.ts';
import { describeReference, variableIn } from '../../secrets/reference.ts';
import { send } from '../ask.ts';
import { askingHere, mainModel } from '../models.ts';
import { type ProbeRequest, probeContextFor } from '../probe.ts';
import { probedFeatures, probeOf } from '../probes/index.ts';
import { additionsOf, makeClient, withEnvironment } from '../session.ts';
import { plainRequest, relayRequest } from '../steps/answered.ts';
import { connectionOptions, curlLine, type Outgoing, type Placeholder, type Signing } from './line.ts';

/** The environment of a profile in which every secret is a mark, and what the marks stand for. Nothing is fetched. */
function withPlaceholders(
  name: string,
  profile: Profile,
  environment: Environment,
): { plan: Plan; standIns: readonly Placeholder[] } {
  const standIns = new Map<string, Placeholder>();
  const main = mainOf(name, profile);
  const markFor = (part: Exclude<Part, { text: string }>): string => {
    const key = 'inherit' in part ? `env:${part.inherit}` : part.reference;
    const known = standIns.get(key);
    if (known !== undefined) return known.mark;
    const number = standIns.size + 1;
    const made = { mark: `CGWMARK${number}X`, ...variableFor(key, number, name, key === main) };
    standIns.set(key, made);
    return made.mark;
  };
  const resolved = settingsOf(profile).map(
    (setting: Setting): ResolvedSetting => ({
      setting,
      value: setting.parts.map(part => ('text' in part ? part.text : markFor(part))).join(''),
    }),
  );
  return { plan: planFor(name, resolved, environment), standIns: [...standIns.values()] };
}

function variableFor(
  reference: string,
  number: number,
  name: string,
  isMain: boolean,
): Pick<Placeholder, 'variable' | 'setUp'> {
  const read = variableIn(reference);
  if (read !== undefined) return { variable: read, setUp: null };
  const variable = `CGW_SECRET_${number}`;
  if (isMain) return { variable, setUp: `${variable}="$(cgw token ${name})"` };
  return { variable, setUp: `${variable}= # fill in: ${printable(describeReference(reference))}` };
}

function mainOf(name: string, profile: Profile): string | undefined {
  try {
    return mainCredential(name, profile);
  } catch {
    return undefined;
  }
}

/**
 * The requests of a check as `curl` commands for a POSIX shell. Nothing is sent and no secret is fetched.
 * @throws UserError (1) where cgw cannot make the requests of this backend itself.
 */
export async function curlText(name: string, profile: Profile, deep: boolean, io: Io): Promise<string> {
  const { plan, standIns } = withPlaceholders(name, profile, io.environment);
  const asking = askingHere(profile, plan, io);
  const { environment, awsRegion } = asking;
  const model = mainModel(asking);
  const signing = signingOf(profile, environment, awsRegion);
  const requests = requestsOf(profile, deep);
  const outgoing = await withEnvironment(environment, io, async () => {
    let caught: Outgoing | undefined;
    const made = await makeClient[profile.backend]({
      environment,
      model,
      awsRegion,
      dry: true,
      fetch: async (input, init) => {
        caught = outgoingOf(String(input), init);
        throw new Error('nothing is sent');
      },
    });
    if ('cannot' in made)
      throw new UserError(exitCode.failed, `${name}: ${made.cannot}`, 'cgw check --claude');
    const all: (readonly [string, Outgoing])[] = [];
    for (const [title, request] of requests) {
      caught = undefined;
      await send({ ...made, ...additionsOf(environment), model }, request).catch(() => {});
      if (caught !== undefined) all.push([title, caught]);
    }
    return all;
  });
  const setUp = [
    ...(signing?.by === 'aws' ? awsKeys(environment) : []),
    ...standIns.flatMap(each => (each.setUp === null ? [] : [each.setUp])),
  ];
  const wayOf = ({ url }: Outgoing) =>
    connectionOptions(url, { environment, standIns, shell: io.environment });
  return [
    ...(setUp.length > 0 ? [setUp.join('\n')] : []),
    ...outgoing.map(([title, each]) => `# ${title}\n${curlLine(each, standIns, signing, wayOf(each))}`),
  ]
    .map(text => `${text}\n`)
    .join('\n');
}

/** Every request with what it shows. */
function requestsOf({ backend }: Profile, deep: boolean): (readonly [string, ProbeRequest])[] {
  const context = probeContextFor(backend);
  const probes = probedFeatures.flatMap(feature => {
    const probe = probeOf(feature);
    if (probe === undefined || (probe.deep && !deep)) return [];
    return probe
      .requests(context)
      .map(
        (request, index, all) =>
          [`${features[feature].title}, ${index + 1} of ${all.length} (${probe.source})`, request] as const,
      );
  });
  return [
    ['answered: a plain message', plainRequest],
    ['relay: an anthropic-beta that nobody knows; whoever hands it on gets it refused', relayRequest],
    ...probes,
  ];
}

/** What a library tells about itself is of no use to a person. */
const dull = /^(x-stainless-.*|accept|accept-encoding|user-agent|content-length|connection|host)$/i;

function outgoingOf(url: string, init: RequestInit | undefined): Outgoing {
  const headers = [...new Headers(init?.headers)].filter(([name]) => !dull.test(name));
  const body = typeof init?.body === 'string' ? init.body : null;
  return { method: (init?.method ?? 'GET').toUpperCase(), url, headers, body };
}

/** What puts the keys into the shell, which are signed with; nothing where it exports them itself. */
function awsKeys({ AWS_PROFILE, AWS_ACCESS_KEY_ID }: Environment): string[] {
  if (AWS_ACCESS_KEY_ID && !AWS_PROFILE) return [];
  const profile = AWS_PROFILE ? ` --profile ${singleQuoted(AWS_PROFILE)}` : '';
  // Keys that last come without a token; one from before would spoil the signature.
  return [`unset AWS_SESSION_TOKEN; eval "$(aws configure export-credentials${profile} --format env)"`];
}

function signingOf({ backend }: Profile, environment: Environment, region: string): Signing | undefined {
  const { provider, gatewaySigns } = backends[backend];
  const { chain, awsService } = providerFacts(provider);
  if (gatewaySigns || keyIn(provider, environment) !== undefined) return undefined;
  if (chain === 'google') return { by: 'google' };
  return awsService === undefined ? undefined : { by: 'aws', region, service: awsService };
}
