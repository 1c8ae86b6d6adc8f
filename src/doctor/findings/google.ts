import { defaultVertexRegion } from '../../backends/google.ts';
import { documented, inForce, observed } from '../evidence.ts';
import type { ViewDetector } from '../finding.ts';
import { hasCredentialProgram } from '../views.ts';

/** Beside Claude Code’s own variable; they win over it by its documentation. */
const projectVariables = ['GCLOUD_PROJECT', 'GOOGLE_CLOUD_PROJECT'] as const;

export const googleProject: ViewDetector = (view, situation) => {
  const { effective, forecast } = view;
  if (forecast.provider !== 'vertex') return [];
  const own = effective.ANTHROPIC_VERTEX_PROJECT_ID;
  const other = projectVariables.find(name => effective[name]);
  if (!own && other === undefined && situation.google.projects.length === 0)
    return [
      {
        id: 'google-project-missing',
        severity: 'error',
        what: 'No Google Cloud project is named',
        evidence: [
          'ANTHROPIC_VERTEX_PROJECT_ID, GOOGLE_CLOUD_PROJECT and GCLOUD_PROJECT are not set, and no file names one',
          `${observed}: every request fails`,
        ],
        fix: 'Name it',
        command: 'export ANTHROPIC_VERTEX_PROJECT_ID=my-project',
      },
    ];
  if (!own || other === undefined || effective[other] === own) return [];
  return [
    {
      id: 'google-project-overridden',
      severity: 'warning',
      what: `${other} names another project than ANTHROPIC_VERTEX_PROJECT_ID, and may win`,
      evidence: [
        inForce(view, 'ANTHROPIC_VERTEX_PROJECT_ID', situation),
        inForce(view, other, situation),
        `${documented}: it overrides`,
      ],
      fix: `Do not export ${other} here, or let both name the same project`,
      command: null,
    },
  ];
};

export const googleCredentials: ViewDetector = (view, situation) => {
  const { effective, forecast } = view;
  const asked = forecast.provider === 'vertex' || forecast.provider === 'anthropicGoogleCloud';
  const chain = asked && forecast.sent.some(({ as }) => as === 'cloud');
  if (!chain || situation.google.signedIn) return [];
  const refreshed = hasCredentialProgram(view, 'gcpAuthRefresh');
  const named = Boolean(effective.GOOGLE_APPLICATION_CREDENTIALS);
  return [
    {
      id: 'google-credentials-missing',
      severity: refreshed ? 'note' : named ? 'error' : 'warning',
      what: 'No Google application default credentials were found',
      evidence: [
        named
          ? `${inForce(view, 'GOOGLE_APPLICATION_CREDENTIALS', situation)}: no such file, or no credentials in it`
          : 'gcloud’s folder has no application_default_credentials.json',
        ...(refreshed ? ['gcpAuthRefresh is set, so Claude Code signs in by itself'] : []),
      ],
      fix: named
        ? 'Correct the path, or sign in'
        : 'Sign in, unless this machine is Google’s own and has an account',
      command: 'gcloud auth application-default login',
    },
  ];
};

export const vertexRegion: ViewDetector = view => {
  if (view.forecast.provider !== 'vertex' || view.effective.CLOUD_ML_REGION) return [];
  const own = view.how === 'run' ? view.profile : null;
  return [
    {
      id: 'vertex-region-missing',
      severity: 'note',
      what: `No Vertex region is set, so ${defaultVertexRegion} is used`,
      evidence: ['CLOUD_ML_REGION is not set', documented],
      fix: own === null ? 'Export CLOUD_ML_REGION' : 'Set region in the profile',
      command: own === null ? null : `cgw edit ${own.name} --set region=global`,
    },
  ];
};
