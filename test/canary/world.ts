import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cgw, type Options, type Result } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { SecretService } from '../support/secret-service.ts';
import { type CanaryName, canariesIn, canary } from './canaries.ts';

/** What was told where: file by file for the disk. */
export type Told = {
  readonly stdout: readonly CanaryName[];
  readonly stderr: readonly CanaryName[];
  /** In the arguments of any program that was started. */
  readonly argv: readonly CanaryName[];
  readonly files: { readonly [path: string]: readonly CanaryName[] };
};

/** Where the user keeps secrets; what is found in these files was there before cgw. */
const kept: { readonly [path: string]: CanaryName } = {
  'vault/file': 'file',
  'vault/cmd': 'cmd',
  '.claude/settings.json': 'settings',
};

/** A machine with a secret in every place where one can be, and a profile for each kind of reference. */
export class CanaryWorld implements AsyncDisposable {
  readonly home = new Home();
  /** Not searched: what the child saw of its environment, and the trace. */
  readonly #outside = new Home();
  readonly #service: SecretService;
  #server: Bun.Server<undefined> | undefined;

  private constructor(service: SecretService) {
    this.#service = service;
  }

  static async start(): Promise<CanaryWorld> {
    const world = new CanaryWorld(await SecretService.start());
    await world.#furnish();
    return world;
  }

  /** The environment of a user who exports one credential for a profile and another for none. */
  get env(): { readonly [name: string]: string } {
    return {
      ...this.#service.env,
      CGW_CLAUDE: join(this.home.path, 'bin/claude'),
      CANARY_ENV: canary('env'),
      ANTHROPIC_API_KEY: canary('shell'),
      TMPDIR: this.home.makeFolder('tmp'),
      LANG: 'C.UTF-8',
    };
  }

  get service(): SecretService {
    return this.#service;
  }

  async run(args: readonly string[], options: Partial<Options> = {}): Promise<Result & { told: Told }> {
    const trace = join(this.#outside.path, 'trace');
    // Every program that starts, with all its arguments, and everything that is written, with the name of the file.
    const calls = 'trace=execve,write,pwrite64,writev,pwritev';
    const strace = ['strace', '-f', '-qq', '-y', '-s', '1000000', '-e', calls, '-e', 'signal=none'];
    const result = await cgw(args, {
      ...options,
      home: this.home,
      env: { ...this.env, ...options.env },
      under: [...strace, '-o', trace],
    });
    const lines = readFileSync(trace, 'latin1').split('\n');
    const started = lines.filter(line => line.includes('execve('));
    if (started.length === 0) throw new Error('the trace is empty');
    return {
      ...result,
      told: {
        stdout: canariesIn(result.stdout),
        stderr: canariesIn(result.stderr),
        argv: canariesIn(started.join('\n')),
        files: { ...this.#written(lines), ...this.files() },
      },
    };
  }

  /** The files that tell a secret, but for those in which the user keeps one. */
  files(): { [path: string]: CanaryName[] } {
    const found: { [path: string]: CanaryName[] } = {};
    for (const path of filesBelow(this.home.path)) {
      const name = this.#nameOf(path);
      const told = canariesIn(readFileSync(path)).filter(each => kept[name] !== each);
      if (told.length > 0) found[name] = told;
    }
    return found;
  }

  /** The same for what was written meanwhile, also to files that are gone again. */
  #written(lines: readonly string[]): { [path: string]: CanaryName[] } {
    const found: { [path: string]: CanaryName[] } = {};
    for (const line of lines) {
      const [, path] = /^\d+ +\w+\(\d+<(\/[^>]*)>/.exec(line) ?? [];
      if (path === undefined || path.startsWith(this.#outside.path)) continue;
      if (path.startsWith('/dev/') && !path.startsWith(this.home.path)) continue;
      const told = canariesIn(line);
      if (told.length > 0) found[this.#nameOf(path)] = told;
    }
    return found;
  }

  /** A file that is being written counts as that which it becomes; the name of an undo record is a hash. */
  #nameOf(path: string): string {
    return relative(this.home.path, path)
      .replace(/\.tmp(-cgw)?$/, '')
      .replace(/(?<=\/undo\/)\w{32}(?=\.json$)/, '*');
  }

  /** What the last child saw of its environment. */
  childEnvironment(): string {
    return readFileSync(join(this.#outside.path, 'environment'), 'utf8');
  }

  /** A profile `echoed` like `all`, whose server repeats in its error whatever it was sent. */
  echo(): void {
    this.#server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: async request => {
        const message = JSON.stringify([...request.headers, await request.text()]);
        const error = { type: 'error', error: { type: 'invalid_request_error', message } };
        return Response.json(error, { status: 400 });
      },
    });
    const config = JSON.parse(readFileSync(this.home.config, 'utf8'));
    const echoed = { ...config.profiles.all, baseUrl: `http://127.0.0.1:${this.#server.port}` };
    this.home.writeConfig({ ...config, profiles: { ...config.profiles, echoed } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.stop(true);
    await this.#service.stop();
  }

  async #furnish(): Promise<void> {
    const { home } = this;
    home.write('vault/file', `${canary('file')}\n`);
    home.write('vault/cmd', `${canary('cmd')}\n`);
    home.write('bin/print', `#!/bin/sh\ncat "${home.path}/vault/cmd"\n`, 0o755);
    home.write('bin/fail', `#!/bin/sh\necho vault is sealed >&2\nexit 3\n`, 0o755);
    home.write('bin/claude', `#!/bin/sh\nenv > "${this.#outside.path}/environment"\n`, 0o755);
    home.write(
      '.claude/settings.json',
      JSON.stringify({ env: { ANTHROPIC_AUTH_TOKEN: canary('settings') } }, undefined, 2),
    );
    await this.#service.store('all/token', canary('keychain'));
    const keychain = 'keychain:all/token';
    const file = `file:${home.path}/vault/file`;
    const command = `cmd:${home.path}/bin/print`;
    const env = 'env:CANARY_ENV';
    const gateway = (token: string, more = {}) => ({
      backend: 'gateway',
      product: 'litellm',
      baseUrl: 'http://127.0.0.1:9',
      token,
      ...more,
    });
    home.writeConfig({
      version: 1,
      roles: {},
      profiles: {
        all: gateway(keychain, {
          headers: {
            'x-file': { secret: file, scheme: 'Bearer' },
            'x-cmd': { secret: command },
          },
          env: { EXTRA: { secret: env } },
        }),
        kc: gateway(keychain),
        env: gateway(env),
        file: gateway(file),
        cmd: gateway(command),
        // Every other secret is fetched before it fails, and an error has a chance to tell it.
        broken: gateway(keychain, {
          headers: { 'x-file': { secret: file }, 'x-cmd': { secret: `cmd:${home.path}/bin/fail` } },
          env: { EXTRA: { secret: env } },
        }),
        gone: gateway('keychain:nowhere/token'),
      },
    });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => join(folder, path))
    .filter(path => lstatSync(path).isFile());
}
