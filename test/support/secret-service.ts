import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from './home.ts';
import { required } from './required.ts';
import { until } from './until.ts';

const programs = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool'];

/** Whether a Secret Service can be started here. */
export const hasKeyring = required(
  'keyring',
  programs.every(name => Bun.which(name) !== null),
);

const password = 'only for tests';
const login = '/org/freedesktop/secrets/collection/login';

/** Without activation: what is gone stays gone, and nobody can be asked for a password. */
const busConfig = (folder: string) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * A real GNOME Keyring on a D-Bus session of its own, unlocked and empty. `await using service = await
 * SecretService.start()`; `env` goes into the environment of the program under test.
 */
export class SecretService implements AsyncDisposable {
  readonly #home = new Home();
  readonly #bus: Bun.Subprocess;
  #keyring: Bun.Subprocess | undefined;

  private constructor() {
    const config = this.#home.write('bus.conf', busConfig(this.#home.path));
    mkdirSync(join(this.#home.path, 'run'), { mode: 0o700 });
    this.#bus = this.#spawn(['dbus-daemon', '--nofork', '--nosyslog', `--config-file=${config}`]);
  }

  static async start(): Promise<SecretService> {
    const service = new SecretService();
    await service.#until(() => service.#send('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetId'));
    await service.startKeyring();
    return service;
  }

  /** What a program needs to find this service and no other. */
  get env(): { readonly [name: string]: string } {
    return {
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${this.#home.path}/bus`,
      XDG_RUNTIME_DIR: join(this.#home.path, 'run'),
    };
  }

  /** The value of an entry of cgw as another program sees it; undefined where there is none. */
  value(account: string): string | undefined {
    const { stdout, success } = this.#run(['secret-tool', 'lookup', 'service', 'cgw', 'account', account]);
    return success ? stdout.toString() : undefined;
  }

  /** The accounts of the entries of cgw, sorted. */
  accounts(): string[] {
    const { stdout, stderr } = this.#run(['secret-tool', 'search', '--all', 'service', 'cgw']);
    const lines = `${stdout}\n${stderr}`.split('\n');
    return lines.flatMap(line => /^attribute\.account = (.*)$/.exec(line)?.[1] ?? []).sort();
  }

  /** Removes every entry of cgw. */
  clear(): void {
    for (const account of this.accounts())
      this.#run(['secret-tool', 'clear', 'service', 'cgw', 'account', account]);
  }

  /** Puts an entry there as cgw would. */
  async store(account: string, value: string): Promise<void> {
    const script = `await Bun.secrets.set({ service: 'cgw', name: process.argv[1], value: await Bun.stdin.text() })`;
    const child = Bun.spawn([process.execPath, '-e', script, account], {
      env: this.#environment(),
      stdin: new TextEncoder().encode(value),
      stdout: 'ignore',
      stderr: 'pipe',
    });
    const problem = await child.stderr.text();
    if ((await child.exited) !== 0) throw new Error(`the entry was not stored: ${problem}`);
  }

  /** Locks the keyring; nobody is there to unlock it. */
  lock(): void {
    const { success, stderr } = this.#run([
      ...['dbus-send', '--session', '--print-reply', '--dest=org.freedesktop.secrets'],
      ...['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `array:objpath:${login}`],
    ]);
    if (!success) throw new Error(`the keyring was not locked: ${stderr}`);
  }

  /** The service starts again with the same entries, unlocked. */
  async unlock(): Promise<void> {
    await this.stopKeyring();
    await this.startKeyring();
  }

  /** The service stays, and answers nothing any more; `resume` and `stopKeyring` end that. */
  hang(): void {
    this.#keyring?.kill('SIGSTOP');
  }

  resume(): void {
    this.#keyring?.kill('SIGCONT');
  }

  async startKeyring(): Promise<void> {
    const words = ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'];
    this.#keyring = this.#spawn(words, new TextEncoder().encode(password));
    await this.#until(() =>
      this.#send(
        'org.freedesktop.secrets',
        login,
        'org.freedesktop.DBus.Properties.Get',
        'string:org.freedesktop.Secret.Collection',
        'string:Locked',
      ),
    );
  }

  /** The service is gone, the bus is still there. */
  async stopKeyring(): Promise<void> {
    this.#keyring?.kill('SIGKILL');
    await this.#keyring?.exited;
    this.#keyring = undefined;
  }

  /** The bus is gone too. */
  async stop(): Promise<void> {
    await this.stopKeyring();
    this.#bus.kill('SIGKILL');
    await this.#bus.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #environment(): Record<string, string> {
    return { ...this.env, HOME: this.#home.path, PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8' };
  }

  #spawn(words: string[], stdin?: Uint8Array<ArrayBuffer>): Bun.Subprocess {
    const env = this.#environment();
    return Bun.spawn(words, { env, stdin: stdin ?? 'ignore', stdout: 'ignore', stderr: 'ignore' });
  }

  #run(words: string[]) {
    return Bun.spawnSync(words, { env: this.#environment(), stdin: 'ignore' });
  }

  #send(destination: string, path: string, ...message: string[]): boolean {
    return this.#run(['dbus-send', '--session', '--print-reply', `--dest=${destination}`, path, ...message])
      .success;
  }

  async #until(isThere: () => boolean): Promise<void> {
    try {
      await until('the Secret Service is up', isThere);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }
}
