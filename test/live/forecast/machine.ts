import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Certificate } from '../../support/certificate.ts';
import { cgw, claude, type Outcome, start } from '../programs.ts';
import { quiet } from '../proxy.ts';
import type { Case, FileType, Ingredient } from './case.ts';
import { type Heard, Wire } from './wire.ts';

/** What the machine keeps of sign-ins, by the words that they put on the wire. */
export const stored = {
  key: 'stored-key-of-login-aaaaaaaaaaaaaaaa',
  login: 'sk-ant-oat01-stored-login-aaaaaaaaaaaaaaaaaaaa',
} as const;

/** The plans of claude.ai logins. */
const plans: Readonly<Record<string, string>> = {
  claudeAi: 'max',
  claudeAiPro: 'pro',
  claudeAiFree: 'free',
};

export const awsKey = 'AKIAFORECAST';

/** One of two at work: its servers, and what is the same for all of its cases. */
export class Worker {
  readonly wire: Wire;
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'cgw-forecast-')));
  readonly etc = join(this.root, 'etc');

  constructor(certificate: Certificate) {
    this.wire = new Wire(certificate);
    cpSync('/etc', this.etc, {
      recursive: true,
      verbatimSymlinks: true,
      filter: path => !path.endsWith('shadow'),
    });
    const adc = { type: 'authorized_user', client_id: 'id', client_secret: 'fake', refresh_token: 'fake' };
    this.write('adc.json', JSON.stringify({ ...adc, quota_project_id: 'adc-project' }));
    this.write(
      'plugin/.claude-plugin/plugin.json',
      JSON.stringify({ name: 'seen', version: '1.0.0', description: 'x' }),
    );
    const hook = { type: 'command', command: 'env -0 > "$FORECAST_SEEN"' };
    this.write('plugin/hooks/hooks.json', JSON.stringify({ hooks: { SessionStart: [{ hooks: [hook] }] } }));
  }

  write(path: string, content: string | Uint8Array): string {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content, { mode: 0o600 });
    return full;
  }

  /** What every program is given: sign-ins of every cloud, so that a request is made whatever decides. */
  get environment(): Record<string, string> {
    return {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      CGW_CLAUDE: claude,
      CGW_CONFIG_DIR: join(this.root, 'cgw'),
      XDG_STATE_HOME: join(this.root, 'state'),
      ...quiet,
      CLAUDE_CODE_MAX_RETRIES: '0',
      AWS_ACCESS_KEY_ID: awsKey,
      AWS_SECRET_ACCESS_KEY: 'fake',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      GOOGLE_APPLICATION_CREDENTIALS: join(this.root, 'adc.json'),
      METADATA_SERVER_DETECTION: 'none',
      AZURE_TENANT_ID: '11111111-1111-1111-1111-111111111111',
      AZURE_CLIENT_ID: '22222222-2222-2222-2222-222222222222',
      AZURE_CLIENT_SECRET: 'fake',
      ANTHROPIC_VERTEX_PROJECT_ID: 'shell-project',
      ANTHROPIC_AWS_WORKSPACE_ID: 'shell-workspace',
      ANTHROPIC_GOOGLE_CLOUD_PROJECT: 'shell-project',
      ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: 'shell-workspace',
      ...this.wire.environment,
    };
  }

  stop(): void {
    this.wire.stop();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

let count = 0;

/** The machine of one case: its home, its project, its files. */
export class Machine {
  readonly worker: Worker;
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What `--settings` holds; undefined: none. */
  readonly argument: string | undefined;
  readonly #ingredients: readonly Ingredient[];
  readonly #managed: boolean;

  constructor(worker: Worker, { ingredients }: Case) {
    this.worker = worker;
    this.root = join(worker.root, `case-${count++}`);
    this.#ingredients = ingredients;
    for (const folder of ['home/.claude', 'project/.claude', 'tmp', 'config'])
      mkdirSync(join(this.root, folder), { recursive: true });
    const exported = ingredients.flatMap(each =>
      'name' in each && each.at === 'shell' ? [[each.name, this.text(each.value)] as const] : [],
    );
    this.environment = {
      ...worker.environment,
      HOME: join(this.root, 'home'),
      TMPDIR: join(this.root, 'tmp'),
      FORECAST_SEEN: join(this.root, 'seen'),
      ...(this.#has('configDir') ? { CLAUDE_CONFIG_DIR: join(this.root, 'config') } : {}),
      ...Object.fromEntries(exported),
    };
    if (this.#uses('main')) this.#linkWorkTree();
    for (const each of ['main', 'local', 'project', 'user', 'global', 'argument'] as const)
      this.#writeFile(each);
    this.#managed = this.#uses('managed');
    if (this.#managed) this.#writeFile('managed');
    this.#storeLogin();
    this.argument = this.#uses('argument') ? this.pathOf('argument') : undefined;
  }

  /** A value as a case names it, with the addresses of this machine in it. */
  text(value: unknown): string {
    return String(value).replaceAll('$WIRE', this.worker.wire.url).replaceAll('$ROOT', this.root);
  }

  pathOf(file: FileType): string {
    const config = this.#has('configDir') ? 'config' : 'home/.claude';
    const global = this.#has('legacy')
      ? `${config}/.config.json`
      : this.#has('configDir')
        ? 'config/.claude.json'
        : 'home/.claude.json';
    const paths: Readonly<Record<FileType, string>> = {
      managed: '../etc/claude-code/managed-settings.json',
      argument: 'argument.json',
      main: 'main/.claude/settings.local.json',
      local: 'project/.claude/settings.local.json',
      project: 'project/.claude/settings.json',
      user: `${config}/settings.json`,
      global,
    };
    return join(this.root, paths[file]);
  }

  /** Runs a program here; it sees this machine’s managed settings. */
  async run(command: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const mount = 'mount --bind "$1" /etc && shift && exec "$@"';
    const own = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', mount, 'sh', this.worker.etc];
    const words = this.#managed ? [...own, ...command] : command;
    return await start(words, {
      cwd: join(this.root, 'project'),
      environment: { ...this.environment, ...more },
    }).ended;
  }

  cgw(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return this.run([cgw, ...args], more);
  }

  /** Words for Claude Code that make it tell its environment, and ask. */
  get question(): readonly string[] {
    return ['--plugin-dir', join(this.worker.root, 'plugin'), '-p', prompt];
  }

  get flags(): readonly string[] {
    return this.#ingredients.flatMap(each => ('flags' in each ? each.flags : []));
  }

  /** The environment that a hook of Claude Code saw; undefined where no hook ran. */
  seen(): Readonly<Record<string, string>> | undefined {
    const path = join(this.root, 'seen');
    if (!existsSync(path)) return undefined;
    const entries = readFileSync(path, 'utf8').split('\0').filter(Boolean);
    rmSync(path);
    return Object.fromEntries(
      entries.map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
    rmSync(join(this.worker.etc, 'claude-code'), { recursive: true, force: true });
  }

  #has(layout: string): boolean {
    return this.#ingredients.some(each => 'layout' in each && each.layout === layout);
  }

  #uses(at: FileType): boolean {
    return this.#ingredients.some(each => 'at' in each && each.at === at);
  }

  #writeFile(at: FileType): void {
    const own = this.#ingredients.filter(each => 'at' in each && each.at === at);
    if (own.length === 0 && at !== 'global') return;
    const resolved = (value: unknown) => (typeof value === 'string' ? this.text(value) : value);
    const env = own.flatMap(each => ('name' in each ? [[each.name, resolved(each.value)]] : []));
    const keys = own.flatMap(each => ('key' in each ? [[each.key, each.value]] : []));
    const content = {
      ...(at === 'global' ? this.#globalSettings() : {}),
      ...(env.length > 0 ? { env: Object.fromEntries(env) } : {}),
      ...Object.fromEntries(keys),
    };
    const shape = own.find(each => 'shape' in each);
    const path = this.pathOf(at);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      written(JSON.stringify(content), shape && 'shape' in shape ? shape.shape : undefined),
      {
        mode: 0o600,
      },
    );
  }

  /** A linked work tree, as `git worktree add` leaves it. */
  #linkWorkTree(): void {
    const git = join(this.root, 'main/.git');
    const own = join(git, 'worktrees/project');
    for (const folder of ['objects', 'refs/heads']) mkdirSync(join(git, folder), { recursive: true });
    mkdirSync(own, { recursive: true });
    for (const folder of [git, own]) writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(git, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
    writeFileSync(join(own, 'commondir'), '../..\n');
    writeFileSync(join(own, 'gitdir'), `${join(this.root, 'project/.git')}\n`);
    writeFileSync(join(this.root, 'project/.git'), `gitdir: ${own}\n`);
  }

  #login(login: string): boolean {
    return this.#ingredients.some(each => 'login' in each && each.login === login);
  }

  #globalSettings(): object {
    const rejected = this.environment.ANTHROPIC_API_KEY?.trim().slice(-20) ?? '';
    return {
      hasCompletedOnboarding: true,
      ...(this.#login('primaryApiKey') ? { primaryApiKey: stored.key } : {}),
      ...(this.#login('rejectedKey')
        ? { customApiKeyResponses: { approved: [], rejected: [rejected] } }
        : {}),
    };
  }

  #storeLogin(): void {
    const plan = Object.keys(plans).find(each => this.#login(each));
    if (plan === undefined) return;
    const claudeAiOauth = {
      accessToken: stored.login,
      refreshToken: 'sk-ant-ort01-stored-login-aaaaaaaaaaaaaaaaaaaa',
      expiresAt: 4102444800000,
      scopes: ['user:inference', 'user:profile'],
      subscriptionType: plans[plan],
    };
    const folder = dirname(this.pathOf('user'));
    writeFileSync(join(folder, '.credentials.json'), JSON.stringify({ claudeAiOauth }), { mode: 0o600 });
  }
}

/** What is asked; the request that holds it is the one that counts. */
const prompt = 'quince and medlar';

/** The request with the question. */
export function questionIn(heard: readonly Heard[]): Heard | undefined {
  return heard.find(({ body }) => body.includes(prompt));
}

function written(text: string, shape: string | undefined): string | Uint8Array {
  switch (shape) {
    case 'bom':
      return `\uFEFF${text}`;
    case 'utf16':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'comment':
      return `// settings\n${text}`;
    case 'broken':
      return text.slice(0, -1);
    case 'empty':
      return '';
    default:
      return text;
  }
}
