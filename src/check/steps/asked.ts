import { backends } from '../../backends/index.ts';
import type { Profile } from '../../backends/profile.ts';
import { providerFacts } from '../../backends/providers.ts';
import type { Environment } from '../../base/io.ts';
import { printable } from '../../base/terminal-text.ts';
import { modelAdvice } from '../../profile/advice.ts';
import type { Asking } from '../models.ts';
import { type Step, step } from '../report.ts';

/** What is known of a request before it is sent. */
export type Known = {
  readonly profile: Profile;
  readonly asking: Asking;
  readonly fileOf: (name: string) => string | undefined;
  /** What the shell exports. */
  readonly shell: Environment;
  /** The region of the AWS profile. */
  readonly ofAwsProfile: string | undefined;
};

/** What is odd about the models and the region that will be asked for; undefined where nothing is. Pure. */
export function askedStep(known: Known): Step | undefined {
  const { profile, asking } = known;
  const names = modelAdvice('NAME', profile, asking.awsRegion);
  const region = regionConflict(known);
  const said = [...(region === undefined ? [] : [region]), ...names];
  if (said.length === 0) return undefined;
  const commands = said.flatMap(({ command }) => command ?? []);
  return step(
    'asked',
    'warning',
    said.map(({ what }) => what).join('; '),
    commands.length === 0 ? null : commands.join('; '),
  );
}

/** Several places name a region, and the profile none: which one counts surprises. */
function regionConflict({ profile, asking, fileOf, shell, ofAwsProfile }: Known) {
  const { provider, gatewaySigns } = backends[asking.backend];
  if (providerFacts(provider).chain !== 'aws' || gatewaySigns || profile.region !== undefined)
    return undefined;
  const file = fileOf('AWS_REGION');
  const places: readonly (readonly [string, string | undefined])[] = [
    [
      `AWS_REGION in ${printable(file ?? '')}`,
      file === undefined ? undefined : asking.environment.AWS_REGION,
    ],
    ['AWS_REGION of the shell', shell.AWS_REGION],
    ['AWS_DEFAULT_REGION', asking.environment.AWS_DEFAULT_REGION],
    ['the AWS profile', ofAwsProfile],
  ];
  const named = places.filter(([, region]) => region);
  const others = named.filter(([, region]) => region !== asking.awsRegion);
  if (others.length === 0) return undefined;
  const words = named.map(([place, region]) => `${printable(region ?? '')} by ${place}`).join(', ');
  return {
    what: `the region is ${words}: ${asking.awsRegion} is asked`,
    command: `cgw edit NAME --set region=${asking.awsRegion}`,
  };
}
