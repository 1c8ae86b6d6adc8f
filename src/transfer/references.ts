import type { Profile } from '../backends/profile.ts';
import type { Environment } from '../base/io.ts';
import { quotedWord } from '../base/quoting.ts';
import { safeLine } from '../base/terminal-text.ts';
import { type CredentialReference, credentialReferences } from '../profile/keychain-entries.ts';

/** What an imported profile still needs here, a line each: what of it is certainly missing, or may be. */
export function neededHere(name: string, profile: Profile, environment: Environment): string[] {
  return credentialReferences(profile).flatMap(({ path, text, reference }) => {
    if (reference.kind === 'env' && !environment[reference.name])
      return [`${name}: ${path} is ${text}, which is not exported here`];
    return reference.kind === 'keychain'
      ? [
          `${name}: ${path} is ${safeLine(text)}; unless that entry is there: cgw secret set ${name} ${quotedWord(path)}`,
        ]
      : [];
  });
}

/** What a profile needs on another machine before it works there, a line each. */
export function neededElsewhere(name: string, profile: Profile): string[] {
  const { configDir } = profile;
  return [
    ...credentialReferences(profile).flatMap(each => needed(name, each) ?? []),
    ...(typeof configDir === 'string' ? [`configDir is a folder of this machine: ${configDir}`] : []),
  ].map(line => `${name}: ${safeLine(line)}`);
}

function needed(name: string, { path, text, reference }: CredentialReference): string | undefined {
  switch (reference.kind) {
    case 'keychain':
      return `${path} is ${text}, an entry of this machine; there: cgw secret set ${name} ${quotedWord(path)}`;
    case 'file':
      return `${path} is ${text}, a file of this machine; there: put it at the same place (mode 0600)`;
    case 'env':
      return `${path} is ${text}; there: export ${reference.name}`;
    case 'cmd':
      return `${path} is what ${reference.argv[0]} prints; there: have it installed and signed in`;
    case 'placeholder':
      return undefined;
  }
}
