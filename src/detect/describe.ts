import { heldFields, type Profile } from '../backends/profile.ts';
import { excerpt } from '../base/terminal-text.ts';

/** How the fields that say where a profile points are called; those that two profiles may differ in. */
const places: { readonly [path: string]: (value: string) => string } = {
  baseUrl: url => (URL.canParse(url) ? new URL(url).host : url),
  resource: name => `resource ${name}`,
  projectId: id => `Google Cloud project ${id}`,
  project: id => `Google Cloud project ${id}`,
  workspaceId: id => `workspace ${id}`,
  awsProfile: name => `AWS profile ${name}`,
  region: name => `region ${name}`,
  location: name => `location ${name}`,
};

/** The places of a profile, e.g. `AWS profile work-sso, region eu-west-1`. */
export function placesOf(profile: Profile): string[] {
  const held = new Map(heldFields(profile).map(({ path, value }) => [path, value]));
  return Object.entries(places).flatMap(([path, say]) => {
    const value = held.get(path);
    return typeof value === 'string' ? [excerpt(say(value))] : [];
  });
}
