import type { CommandName } from '../../src/commands/table.ts';
import { Home } from '../support/home.ts';

/** A command line that writes, and what it needs beside the world below. */
export type Writer = {
  readonly args: readonly string[];
  readonly stdin?: string;
  /** What goes before. */
  readonly given?: readonly Writer[];
  /** It makes, changes or deletes an entry of the keychain. */
  readonly keychain?: true;
};

const flags = ['--from', 'litellm', '--set', 'baseUrl=http://127.0.0.1:9'];

/** A profile with an entry of the keychain that cgw has made. */
const withEntry = { args: ['add', 'k', ...flags, '--secret-stdin', 'token'], stdin: 'sk-of-k' } as const;

/** What each command writes; a new one has to say it here, if it be nothing. */
export const writers = {
  pick: [],
  run: [{ args: ['run', '--trust-project', 'p'] }],
  exec: [],
  env: [],
  write: [
    ...['user', 'project', 'local', 'envrc', 'dotenv'].map(to => ({ args: ['write', 'p', '--to', to] })),
    { args: ['write', 'p', '--to', 'user', '--plaintext'] },
    { args: ['write', 'g', '--to', 'user'], given: [{ args: ['write', 'p', '--to', 'user'] }] },
    { args: ['write', '--undo', '--to', 'user'], given: [{ args: ['write', 'p', '--to', 'user'] }] },
  ],
  token: [],
  list: [],
  show: [],
  presets: [],
  add: [{ args: ['add', 'new', ...flags, '--secret', 'token=env:T'] }, { ...withEntry, keychain: true }],
  edit: [{ args: ['edit', 'g', '--set', 'note=x'] }],
  copy: [{ args: ['copy', 'g', 'other'] }],
  rename: [
    { args: ['rename', 'p', 'other'], given: [{ args: ['check', 'p'] }] },
    { args: ['rename', 'k', 'other'], given: [withEntry], keychain: true },
  ],
  remove: [
    { args: ['remove', 'p'], given: [{ args: ['check', 'p'] }] },
    { args: ['remove', 'k'], given: [withEntry], keychain: true },
  ],
  secret: [
    { args: ['secret', 'set', 'k', 'token', '--stdin'], stdin: 'sk-new', given: [withEntry], keychain: true },
  ],
  catalog: [],
  'bug-report': [],
  export: [],
  import: [{ args: ['import', '-'], stdin: '{"cgw":1,"profiles":{"taken":{"backend":"bedrock"}}}' }],
  features: [],
  diff: [],
  issues: [],
  advise: [],
  check: [{ args: ['check', 'p'] }],
  status: [],
  statusline: [],
  init: [],
  config: [],
  explain: [],
  doctor: [{ args: ['doctor', 'p', '--fix', '--yes'] }],
  default: [{ args: ['default', 'p'] }],
  role: [{ args: ['role', 'batch', 'p'] }],
  pin: [{ args: ['pin', 'g'] }, { args: ['pin', '--unset'], given: [{ args: ['pin', 'g'] }] }],
  use: [],
  hook: [],
  completion: [],
} as const satisfies { readonly [Name in CommandName]: readonly Writer[] };

const gateway = { backend: 'gateway', baseUrl: 'http://127.0.0.1:9', token: 'file:/nowhere/key' };

/** Profiles, settings of the user and of a project, and a stub of Claude Code: what the writers change. */
export class WritersHome extends Home {
  readonly project = this.makeFolder('project');
  readonly env = { CGW_CLAUDE: this.write('bin/claude', '#!/bin/sh\nexit 0\n', 0o755), T: 'sk-exported' };

  constructor() {
    super();
    this.writeConfig({
      version: 1,
      default: 'g',
      profiles: { g: gateway, p: { ...gateway, token: 'placeholder:x' } },
    });
    this.write('.claude/settings.json', '{"model":"opus"}\n');
    this.write(
      'project/.claude/settings.json',
      '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"true"}]}]}}\n',
    );
    this.write('project/.claude/settings.local.json', '{"model":"opus"}\n');
    this.write('project/.envrc', 'export A=1\n');
  }
}
