import { join } from 'node:path';
import { defaultAwsRegion } from '../backends/aws.ts';
import type { Environment, Here } from '../base/io.ts';
import { homeFolder } from '../base/paths.ts';
import { credentialIn } from './fields.ts';
import { type FoundText, iniSections, readFound, untilde } from './files.ts';
import { exportedHere, type OfferDraft } from './offer.ts';
import { exportedVariables } from './variables.ts';

/** A profile of the AWS files; its credentials are not read. */
export type AwsProfile = {
  readonly name: string;
  readonly region: string | undefined;
  readonly sso: boolean;
  readonly where: string;
};

/** `~/.aws/config` and `~/.aws/credentials`, or where their variables say. */
export function readAwsProfiles(here: Here): AwsProfile[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = here.environment;
  return awsProfiles(
    read('config', AWS_CONFIG_FILE, here),
    read('credentials', AWS_SHARED_CREDENTIALS_FILE, here),
  );
}

function read(file: string, named: string | undefined, here: Here): FoundText | undefined {
  return readFound(named ? untilde(named, here) : join(homeFolder(here), '.aws', file), here);
}

/** The profiles of both files, in file order, each once. */
function awsProfiles(config: FoundText | undefined, credentials: FoundText | undefined): AwsProfile[] {
  const found = new Map<string, AwsProfile>();
  const add = (file: FoundText | undefined, nameOf: (section: string) => string | undefined) => {
    if (file === undefined) return;
    for (const { name: section, values } of iniSections(file.text, [
      'region',
      'sso_session',
      'sso_start_url',
    ])) {
      const name = nameOf(section);
      // A name that a terminal would hide or obey, or that was not UTF-8, is none to offer.
      if (name === undefined || !/^[^\p{C}\uFFFD]{1,100}$/u.test(name)) continue;
      const before = found.get(name);
      found.set(name, {
        name,
        region: before?.region ?? values.get('region'),
        sso: before?.sso === true || values.has('sso_session') || values.has('sso_start_url'),
        where: before?.where ?? file.where,
      });
    }
  };
  add(config, profileSection);
  add(credentials, section => section);
  return [...found.values()];
}

/** `[default]` or `[profile NAME]`; other sections of the config file are no profiles. */
function profileSection(section: string): string | undefined {
  if (section === 'default') return section;
  const named = /^profile\s+(?:"([^"]+)"|'([^']+)'|(.+))$/.exec(section);
  return named?.[1] ?? named?.[2] ?? named?.[3];
}

/** The region that AWS tools take for a profile; without a name for the default one. */
export function awsProfileRegion(
  profiles: readonly Pick<AwsProfile, 'name' | 'region'>[],
  name = 'default',
): string | undefined {
  return profiles.find(each => each.name === name)?.region;
}

/** The region that somebody names: `AWS_REGION`, `AWS_DEFAULT_REGION`, the AWS profile’s; undefined: nobody does. */
export function namedAwsRegion(
  environment: Environment,
  profiles: () => readonly Pick<AwsProfile, 'name' | 'region'>[],
): string | undefined {
  const own = () => awsProfileRegion(profiles(), environment.AWS_PROFILE || undefined);
  return environment.AWS_REGION || environment.AWS_DEFAULT_REGION || own() || undefined;
}

/** The region in which Claude Code asks AWS under an environment. */
export function awsRegionOf(environment: Environment, here: Omit<Here, 'environment'>): string {
  return namedAwsRegion(environment, () => readAwsProfiles({ ...here, environment })) ?? defaultAwsRegion;
}

/** More are named in a note only. */
const mostOffered = 4;

/** What AWS files and variables offer for Bedrock: a Bedrock key, exported access keys, then profiles. */
export function awsCandidates(profiles: readonly AwsProfile[], environment: Environment): OfferDraft[] {
  const exported = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  const standard = exported ?? awsProfileRegion(profiles);
  const key = credentialIn('AWS_BEARER_TOKEN_BEDROCK', exportedVariables(environment), environment);
  const offered = offeredProfiles(profiles, environment.AWS_PROFILE);
  const more = offered.length - mostOffered;
  return [
    ...(key === undefined
      ? []
      : [
          {
            ...common,
            lead: 'Bedrock API key',
            fields: { bearerToken: key.reference, ...regionField(standard) },
            notes: key.notes,
          },
        ]),
    ...(environment.AWS_ACCESS_KEY_ID === undefined
      ? []
      : [
          {
            ...common,
            lead: 'AWS access key',
            fields: regionField(exported),
            notes: ['uses the access key that the shell exports'],
          },
        ]),
    ...offered.slice(0, mostOffered).map((profile, index) => ({
      ...common,
      lead: '',
      where: profile.where,
      name: profile.name === 'default' ? 'bedrock' : `bedrock-${profile.name}`,
      fields: {
        awsProfile: profile.name,
        ...regionField(isActive(profile, environment) ? (exported ?? profile.region) : profile.region),
      },
      notes: [
        ...(profile.sso ? [`signs in by SSO: aws sso login${named(profile)}`] : []),
        ...(profiles.some(({ name }) => name === profile.name)
          ? []
          : ['no AWS file that cgw can read has it']),
        ...(index === mostOffered - 1 && more > 0 ? [`there are ${more} more AWS profiles`] : []),
      ],
    })),
  ];
}

/** What a shell would not take as one word is left to the user. */
function named({ name }: AwsProfile): string {
  return name !== 'default' && /^[\w.@+-]+$/.test(name) ? ` --profile ${name}` : '';
}

const common = { where: exportedHere, preset: 'bedrock', name: 'bedrock' } as const;

function regionField(region: string | undefined): { region?: string } {
  return region === undefined ? {} : { region };
}

/** The one that `AWS_PROFILE` names first, then the default one, then the others. */
function offeredProfiles(profiles: readonly AwsProfile[], named: string | undefined): AwsProfile[] {
  const first = profiles.find(({ name }) => name === named);
  const unread = named === undefined || first !== undefined ? [] : [unreadProfile(named)];
  const rest = profiles.filter(each => each !== first);
  const isDefault = ({ name }: AwsProfile) => name === 'default';
  return [
    ...(first === undefined ? unread : [first]),
    ...rest.filter(isDefault),
    ...rest.filter(each => !isDefault(each)),
  ];
}

function unreadProfile(name: string): AwsProfile {
  return { name, region: undefined, sso: false, where: exportedHere };
}

function isActive({ name }: AwsProfile, environment: Environment): boolean {
  return name === (environment.AWS_PROFILE ?? 'default');
}
