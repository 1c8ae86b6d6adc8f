import type { Profile } from '../../backends/profile.ts';
import { exitCode, UserError } from '../../base/errors.ts';
import type { Environment, Io } from '../../base/io.ts';
import { singleQuoted } from '../../base/quoting.ts';
import type { BackendId } from '../../env/backend-ids.ts';
import { additionsOf } from '../additions.ts';
import { send } from '../ask.ts';
import { awsRegionOf } from '../aws-region.ts';
import { makeClient } from '../clients/index.ts';
import { withEnvironment } from '../environment.ts';
import { mainModel } from '../models.ts';
import { probedFeatures, probeOf } from '../probes.ts';
import { relayRequest } from '../relay.ts';
import type { ProbeRequest } from '../request.ts';
import { plainRequest } from '../steps/answered.ts';
import { worldFor } from '../world.ts';
import { curlLine, type Outgoing, type Signing } from './line.ts';
import { withStandIns } from './stand-ins.ts';
import { wayTo } from './way.ts';

/**
 * The requests of a check as `curl` commands for a POSIX shell. Nothing is sent and no secret is fetched.
 * @throws UserError (1) where cgw cannot make the requests of this backend itself.
 */
export async function curlText(name: string, profile: Profile, deep: boolean, io: Io): Promise<string> {
  const { environment, standIns } = withStandIns(name, profile, io.environment);
  const awsRegion = awsRegionOf(environment, io);
  const model = mainModel(profile.backend, environment, awsRegion);
  const signing = signingOf(profile.backend, environment, awsRegion);
  const requests = requestsOf(profile, deep);
  const outgoing = await withEnvironment(environment, async () => {
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
  const wayOf = ({ url }: Outgoing) => wayTo(url, { environment, standIns, shell: io.environment });
  return [
    ...(setUp.length > 0 ? [setUp.join('\n')] : []),
    ...outgoing.map(([title, each]) => `# ${title}\n${curlLine(each, standIns, signing, wayOf(each))}`),
  ]
    .map(text => `${text}\n`)
    .join('\n');
}

/** Every request with what it shows. */
function requestsOf({ backend }: Profile, deep: boolean): (readonly [string, ProbeRequest])[] {
  const world = worldFor(backend);
  const probes = probedFeatures.flatMap(feature => {
    const probe = probeOf(feature);
    if (probe === undefined || (probe.deep && !deep)) return [];
    return probe
      .requests(world)
      .map(
        (request, index, all) =>
          [`${feature}, ${index + 1} of ${all.length} (${probe.source})`, request] as const,
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

function signingOf(backend: BackendId, environment: Environment, region: string): Signing | undefined {
  switch (backend) {
    case 'bedrock':
    case 'mantle': {
      const service = backend === 'bedrock' ? 'bedrock' : 'bedrock-mantle';
      return environment.AWS_BEARER_TOKEN_BEDROCK ? undefined : { by: 'aws', region, service };
    }
    case 'anthropic-aws':
      return environment.ANTHROPIC_AWS_API_KEY
        ? undefined
        : { by: 'aws', region, service: 'aws-external-anthropic' };
    case 'vertex':
    case 'anthropic-gcp':
      return { by: 'google' };
    default:
      return undefined;
  }
}
