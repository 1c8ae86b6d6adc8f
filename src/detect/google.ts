import { join } from 'node:path';
import type { Environment, Here } from '../base/io.ts';
import { parseObject } from '../base/json.ts';
import { homeFolder } from '../base/paths.ts';
import { type FoundText, iniSections, readFound, readText, untilde } from './files.ts';
import { exportedHere, type OfferDraft } from './offer.ts';
import { exportedVariables, isSwitchedOn } from './variables.ts';

/** The files of the Google Cloud tools that tell a project. */
export type GoogleFiles = {
  /** Application default credentials: what Claude Code signs in with. */
  readonly credentials: FoundText | undefined;
  /** The active configuration of gcloud. */
  readonly configuration: FoundText | undefined;
};

export function readGoogle(here: Here): GoogleFiles {
  const { environment } = here;
  const folder = gcloudFolder(here);
  const named = environment.GOOGLE_APPLICATION_CREDENTIALS;
  const active =
    environment.CLOUDSDK_ACTIVE_CONFIG_NAME ?? readText(join(folder, 'active_config'))?.trim() ?? 'default';
  return {
    credentials: readFound(
      named ? untilde(named, here) : join(folder, 'application_default_credentials.json'),
      here,
    ),
    // The name is that of a file: nothing that leads to another folder.
    configuration: /^[\w-]+$/.test(active)
      ? readFound(join(folder, 'configurations', `config_${active}`), here)
      : undefined,
  };
}

function gcloudFolder(here: Here): string {
  const { CLOUDSDK_CONFIG, APPDATA } = here.environment;
  if (CLOUDSDK_CONFIG) return untilde(CLOUDSDK_CONFIG, here);
  return here.platform === 'win32' && APPDATA
    ? join(APPDATA, 'gcloud')
    : join(homeFolder(here), '.config', 'gcloud');
}

/** A project with the place that names it. */
type Project = { readonly id: string; readonly where: string };

/** The projects that are named, what is most surely meant first. Claude Code’s own variable is the plainest word. */
export function googleProjects(files: GoogleFiles, environment: Environment): Project[] {
  const exported = [
    environment.ANTHROPIC_VERTEX_PROJECT_ID,
    environment.GOOGLE_CLOUD_PROJECT,
    environment.GCLOUD_PROJECT,
    environment.CLOUDSDK_CORE_PROJECT,
  ].map(id => ({ id, where: exportedHere }));
  const content = credentialsOf(files);
  const held = [content?.quota_project_id, content?.project_id].map(id => ({
    id,
    where: files.credentials?.where ?? '',
  }));
  const core = iniSections(files.configuration?.text ?? '', ['project']).filter(
    ({ name }) => name === 'core',
  );
  const configured = core.map(({ values }) => ({
    id: values.get('project'),
    where: files.configuration?.where ?? '',
  }));
  const projects = new Map<string, Project>();
  for (const { id, where } of [...exported, ...held, ...configured])
    if (typeof id === 'string' && id !== '' && !projects.has(id)) projects.set(id, { id, where });
  return [...projects.values()];
}

function credentialsOf({ credentials }: GoogleFiles): Readonly<Record<string, unknown>> | undefined {
  const content = parseObject(credentials?.text);
  return typeof content?.type === 'string' ? content : undefined;
}

const mostOffered = 3;

/** What Google’s files and variables offer for Vertex: a profile for each project, or one that lacks it. */
export function googleCandidates(files: GoogleFiles, environment: Environment): OfferDraft[] {
  const region = environment.CLOUD_ML_REGION;
  const signedIn = credentialsOf(files) !== undefined;
  const fields = region === undefined ? {} : { region };
  const notes = signedIn
    ? []
    : ['no application default credentials were found: gcloud auth application-default login'];
  // Under its switch Claude Code’s own variables are evidence of that: of Vertex, or of a gateway in its format.
  const switched = isSwitchedOn(exportedVariables(environment), 'CLAUDE_CODE_USE_VERTEX');
  const own = switched ? environment.ANTHROPIC_VERTEX_PROJECT_ID : undefined;
  const projects = googleProjects(files, environment).filter(({ id }) => id !== own);
  if (projects.length > 0)
    return projects.slice(0, mostOffered).map(({ id, where }, index) => ({
      lead: '',
      where,
      preset: 'vertex',
      name: index === 0 ? 'vertex' : `vertex-${id}`,
      fields: { ...fields, projectId: id },
      notes: [...notes, ...overridden(id, environment)],
    }));
  if (own !== undefined || (!signedIn && (region === undefined || switched))) return [];
  return [
    {
      lead: signedIn ? 'Google Cloud credentials' : 'Google Vertex AI',
      where: signedIn ? (files.credentials?.where ?? '') : exportedHere,
      preset: 'vertex',
      name: 'vertex',
      fields,
      notes: [...notes, 'they name no project'],
    },
  ];
}

/** By Claude Code’s documentation (2026-08) these beat the project of a profile. */
function overridden(project: string, environment: Environment): string[] {
  const names = ['GCLOUD_PROJECT', 'GOOGLE_CLOUD_PROJECT'] as const;
  const other = names.find(name => environment[name] !== undefined && environment[name] !== project);
  return other === undefined ? [] : [`${other} is exported, names another project, and may beat this one`];
}
