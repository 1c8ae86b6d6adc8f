import { detect } from '../../src/detect/detect.ts';
import type { Offer } from '../../src/detect/offer.ts';
import { Home } from '../support/home.ts';

export type Files = { readonly [path: string]: string | Uint8Array };

export type Machine = {
  /** What the shell exports. */
  readonly exported?: { readonly [name: string]: string };
  /** Files below the home folder. */
  readonly files?: Files;
  readonly platform?: NodeJS.Platform;
};

/** What is found on a machine that has this and nothing else. `HOME` in a value stands for the home folder. */
export function found({ exported = {}, files = {}, platform = 'linux' }: Machine): Offer[] {
  const home = new Home();
  for (const [path, content] of Object.entries(files)) home.write(path, content);
  const environment = Object.fromEntries(
    Object.entries(exported).map(([name, value]) => [name, value.replace('HOME', home.path)]),
  );
  return detect({ environment: { HOME: home.path, ...environment }, cwd: home.path, platform });
}

/** The settings of the user, as Claude Code writes them. */
export function settings(content: object): Files {
  return { '.claude/settings.json': JSON.stringify(content) };
}

/** The only finding. */
export function only(machine: Machine): Offer {
  const [finding, ...more] = found(machine);
  if (finding === undefined || more.length > 0)
    throw new Error(`not one finding but ${JSON.stringify([finding, ...more], undefined, 2)}`);
  return finding;
}

/** Names and profiles, which is what most tests are about. */
export function profilesOf(findings: readonly Offer[]): { [name: string]: object } {
  return Object.fromEntries(findings.map(({ name, profile }) => [name, profile]));
}
