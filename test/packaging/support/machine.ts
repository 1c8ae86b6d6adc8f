import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claude, type Outcome, type Running, start } from '../../live/programs.ts';
import { startProxy } from '../../live/proxy.ts';
import { Home } from '../../support/home.ts';
import { required } from '../../support/required.ts';

const installed = join(import.meta.dir, '..', 'node_modules');

/** The Nodes that cgw is installed with: this machine’s own, and those of `npm ci --prefix test/packaging`. */
export const nodes: readonly { readonly title: string; readonly node: string }[] = [
  { title: 'this machine’s Node', node: Bun.which('node') ?? '' },
  { title: 'Node 22', node: join(installed, 'node-22/bin/node') },
  { title: 'Node 24', node: join(installed, 'node-24/bin/node') },
].filter(({ node }) => required('nodes', existsSync(node)));

/** A machine on which a user has Node and npm, an empty home and Claude Code; nothing is reached but loopback. */
export class Machine {
  readonly home = new Home();
  /** Where `npm install --global` puts things. */
  readonly prefix = this.home.makeFolder('.npm-global');
  readonly cgw = join(this.prefix, 'bin', 'cgw');
  readonly environment: Readonly<Record<string, string>>;
  /** What it would have reached beyond loopback. */
  readonly proxy = startProxy();

  constructor(node: string, registry: string) {
    const programs = this.home.makeFolder('programs');
    const npm = dirname(realpathSync(Bun.which('npm') ?? ''));
    symlinkSync(node, join(programs, 'node'));
    for (const name of ['npm', 'npx']) symlinkSync(join(npm, `${name}-cli.js`), join(programs, name));
    this.environment = {
      HOME: this.home.path,
      PATH: [programs, join(this.prefix, 'bin'), '/usr/bin', '/bin'].join(':'),
      TMPDIR: this.home.makeFolder('tmp'),
      npm_config_registry: registry,
      npm_config_prefix: this.prefix,
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      CGW_CLAUDE: claude,
      ...this.proxy.environment,
    };
  }

  start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
    mkdirSync(join(this.home.path, 'work'), { recursive: true });
    const cwd = join(this.home.path, 'work');
    return start(words, { cwd, environment: { ...this.environment, ...environment } });
  }

  /** Runs a line as typed into a shell. */
  sh(line: string, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return this.start(['bash', '-c', line], environment).ended;
  }

  /** What a line prints. @throws Error when it fails */
  async done(line: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.sh(line, environment);
    if (exitCode !== 0) throw new Error(`${line}: exit ${exitCode}\n${stdout}\n${stderr}`);
    return stdout.trim();
  }
}
