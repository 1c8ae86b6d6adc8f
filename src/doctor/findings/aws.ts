import { defaultAwsRegion } from '../../backends/aws.ts';
import { type ProviderId, providerFacts } from '../../backends/providers.ts';
import { nearNames } from '../../base/near-names.ts';
import { quotedWord } from '../../base/quoting.ts';
import { printable } from '../../base/terminal-text.ts';
import { precedenceOf } from '../../claude/precedence.ts';
import { awsProfileRegion, namedAwsRegion } from '../../detect/aws.ts';
import { shownValue } from '../../env/shown-value.ts';
import { documented, inForce, observed } from '../evidence.ts';
import type { ViewDetector, ViewFinding } from '../finding.ts';
import type { Situation, SsoLogin } from '../situation.ts';
import { hasCredentialProgram, type View } from '../views.ts';

function isOnAws(provider: ProviderId): boolean {
  return providerFacts(provider).chain === 'aws';
}

function isGatewaysToken(from: string): boolean {
  return from === 'ANTHROPIC_AUTH_TOKEN' || from === 'apiKeyHelper';
}

export const awsRegion: ViewDetector = (view, situation) => {
  const { effective, forecast } = view;
  const name = effective.AWS_PROFILE || 'default';
  const profile = situation.aws.profiles.find(each => each.name === name);
  if (!isOnAws(forecast.provider) || namedAwsRegion(effective, () => situation.aws.profiles)) return [];
  // Behind a gateway the region only chooses the names of inference profiles.
  const relayed = forecast.sent.some(({ from }) => isGatewaysToken(from));
  const own = view.how === 'run' ? view.profile : null;
  return [
    {
      id: 'aws-region-missing',
      severity: relayed ? 'note' : 'warning',
      what: `No AWS region is set, so ${defaultAwsRegion} is used`,
      evidence: [
        'AWS_REGION and AWS_DEFAULT_REGION are not set',
        profile === undefined ? 'no AWS profile names one' : `the AWS profile ${printable(name)} names none`,
        documented,
      ],
      fix: own === null ? 'Export AWS_REGION' : 'Set region in the profile',
      command: own === null ? null : `cgw edit ${own.name} --set region=${defaultAwsRegion}`,
    },
  ];
};

/** Several places name a region, and the profile none: which one counts surprises. */
export const awsRegionConflict: ViewDetector = (view, situation) => {
  const { effective, environment, forecast, profile } = view;
  const asked = namedAwsRegion(effective, () => situation.aws.profiles);
  if (asked === undefined) return [];
  const isRelayed = forecast.sent.some(({ from }) => isGatewaysToken(from));
  if (!isOnAws(forecast.provider) || isRelayed || profile?.profile.region !== undefined) return [];
  const { sources } = precedenceOf('AWS_REGION', view.inForce, environment);
  const ofFiles = sources.some(({ path, value }) => path !== null && value !== '');
  const exported = environment.AWS_REGION;
  const ofProfile = awsProfileRegion(situation.aws.profiles, effective.AWS_PROFILE || undefined);
  const places: readonly (readonly [string, string | undefined])[] = [
    [inForce(view, 'AWS_REGION', situation), ofFiles ? effective.AWS_REGION : undefined],
    [`exported: AWS_REGION=${printable(exported ?? '')}`, exported],
    [inForce(view, 'AWS_DEFAULT_REGION', situation), effective.AWS_DEFAULT_REGION],
    [`the AWS profile names ${printable(ofProfile ?? '')}`, ofProfile],
  ];
  const named = places.filter(([, region]) => region);
  if (named.every(([, region]) => region === asked)) return [];
  const region = printable(asked);
  return [
    {
      id: 'aws-region-conflict',
      // To export a region for the sake of one shell is usual.
      severity: ofFiles && exported && exported !== asked ? 'warning' : 'note',
      what: `Several AWS regions are named; Claude Code uses ${region}`,
      evidence: [...named.map(([place]) => place), documented],
      fix: profile === null ? 'Name one, or set region in a profile' : 'Set region in the profile',
      command: profile === null ? null : `cgw edit ${profile.name} --set region=${quotedWord(region)}`,
    },
  ];
};

/** Whether the AWS credential chain has something to begin with. */
export const awsCredentials: ViewDetector = (view, situation) => {
  const { forecast } = view;
  const chain = isOnAws(forecast.provider) && forecast.sent.some(({ as }) => as === 'cloud');
  // An export takes the place of the chain.
  if (!chain || hasCredentialProgram(view, 'awsCredentialExport')) return [];
  return chainProblem(view, situation);
};

function chainProblem(view: View, situation: Situation): ViewFinding[] {
  const name = view.effective.AWS_PROFILE || undefined;
  const profile = situation.aws.profiles.find(each => each.name === (name ?? 'default'));
  if (name !== undefined && profile === undefined) return [missingProfile(name, view, situation)];
  if (hasOwnCredentials(view) && name === undefined) return [];
  if (profile === undefined) return [noCredentials(situation)];
  return profile.sso === null ? [] : ssoProblem(profile.name, profile.sso, view, situation);
}

function missingProfile(name: string, view: View, situation: Situation): ViewFinding {
  const names = situation.aws.profiles.map(each => each.name);
  const near = nearNames(name, names).map(printable);
  const said = shownValue('AWS_PROFILE', name);
  return {
    id: 'aws-profile-missing',
    severity: 'error',
    what: `There is no AWS profile ${said}`,
    evidence: [
      inForce(view, 'AWS_PROFILE', situation),
      `the AWS files have ${names.length === 0 ? 'no profile' : names.slice(0, 8).map(printable).join(', ')}`,
      `${observed}: it finds no credentials then, also beside exported access keys`,
    ],
    fix: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Create it, or name one that exists',
    command: near.length > 0 || said !== name ? null : `aws configure sso --profile ${quotedWord(name)}`,
  };
}

/** What the chain takes before it looks for the default profile. */
function hasOwnCredentials({ effective }: View): boolean {
  return [
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ].some(name => effective[name]);
}

function noCredentials({ aws }: Situation): ViewFinding {
  return {
    id: 'aws-credentials-missing',
    severity: 'warning',
    what: 'No AWS credentials were found',
    evidence: [
      'neither AWS_PROFILE nor an access key is exported',
      aws.profiles.length === 0 ? 'the AWS files have no profile' : 'the AWS files have no default profile',
    ],
    fix: 'Name an AWS profile, unless this machine is AWS’s own and has a role',
    command: null,
  };
}

function ssoProblem(name: string, sso: SsoLogin, view: View, situation: Situation): ViewFinding[] {
  const { now } = situation;
  if (sso.expiresAt !== null && sso.expiresAt > now) return [];
  if (sso.renewsUntil !== null && sso.renewsUntil > now) return [];
  // Claude Code then runs the user’s own way to sign in.
  const refreshed = hasCredentialProgram(view, 'awsAuthRefresh');
  const session = printable(sso.session);
  return [
    {
      id: 'aws-sso-expired',
      severity: refreshed ? 'note' : 'error',
      what: `The SSO login of the AWS profile ${printable(name)} ${sso.expiresAt === null ? 'was never made here' : 'has expired'}`,
      evidence: [
        sso.expiresAt === null
          ? `~/.aws/sso/cache has no login for ${session}`
          : `the login for ${session} ended ${new Date(sso.expiresAt).toISOString()}`,
        ...(refreshed ? ['awsAuthRefresh is set, so Claude Code signs in by itself'] : []),
      ],
      fix: 'Sign in again',
      command: name === 'default' ? 'aws sso login' : `aws sso login --profile ${quotedWord(name)}`,
    },
  ];
}
