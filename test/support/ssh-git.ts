import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from './home.ts';
import { Repository } from './repository.ts';
import { required } from './required.ts';

const sshd = Bun.which('sshd', { PATH: `${process.env.PATH ?? ''}:/usr/sbin` }) ?? 'sshd';

/** Started by root it wants an empty folder to lock itself up in. */
const canStart = existsSync(sshd) && (process.getuid?.() !== 0 || existsSync('/run/sshd'));

export const hasSshGit =
  required('sshd', canStart) &&
  required('ssh', Bun.which('ssh') !== null && Bun.which('ssh-keygen') !== null);

type Sshd = Bun.Subprocess<'pipe', 'pipe', 'ignore'>;

/** `room` is called once the client takes more. */
type Connection = { readonly child: Sshd; room: () => void };

/** The real sshd on 127.0.0.1, for whoever runs the tests, with one repository. */
export class SshGit implements AsyncDisposable {
  readonly repository: Repository;
  readonly #home = new Home();
  readonly #listener: Bun.TCPSocketListener<Connection>;
  readonly #running = new Set<Sshd>();

  /** @param options more lines of sshd_config; of two the first counts */
  constructor(options: readonly string[] = []) {
    this.repository = new Repository(this.#home, 'srv/claude.git');
    const lines = [
      ...options,
      `HostKey ${makeKey(this.#home, 'host')}`,
      `AuthorizedKeysFile ${this.#home.path}/authorized_keys`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'StrictModes no',
      'UsePAM no',
    ];
    const config = this.#home.write('sshd_config', lines.map(line => `${line}\n`).join(''));
    // sshd takes no port 0: the kernel gives one here, and each connection gets an sshd of its own, as by inetd.
    this.#listener = Bun.listen<Connection>({
      hostname: '127.0.0.1',
      port: 0,
      socket: {
        open: socket => {
          const child = Bun.spawn([sshd, '-i', '-e', '-f', config], {
            stdio: ['pipe', 'pipe', 'ignore'],
            env: { PATH: process.env.PATH ?? '' },
          });
          const connection: Connection = { child, room: () => {} };
          socket.data = connection;
          this.#running.add(child);
          void child.exited.then(() => this.#running.delete(child));
          const write = async (bytes: Uint8Array): Promise<void> => {
            const rest = bytes.subarray(Math.max(socket.write(bytes), 0));
            if (rest.length === 0 || socket.readyState !== 1) return;
            await new Promise<void>(resolve => {
              connection.room = resolve;
            });
            await write(rest);
          };
          void child.stdout.pipeTo(new WritableStream({ write, close: () => void socket.end() }));
        },
        data: ({ data: { child } }, bytes) => {
          child.stdin.write(bytes);
          void child.stdin.flush();
        },
        drain: ({ data }) => data.room(),
        close: ({ data }) => {
          data.room();
          void data.child.stdin.end();
        },
      },
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  /** As a line of known hosts. */
  get knownHost(): string {
    return `[127.0.0.1]:${this.port} ${readFileSync(join(this.#home.path, 'host.pub'), 'utf8')}`;
  }

  /**
   * Lets a user in by the host `corp` of his own config. ssh finds it by his git settings, since it does not look at HOME.
   * @param forced what runs instead of git
   */
  admit(user: Home, forced?: string): void {
    const folder = user.makeFolder('.ssh');
    const key = readFileSync(`${makeKey(user, '.ssh/id')}.pub`, 'utf8');
    this.#home.write('authorized_keys', forced === undefined ? key : `command="${forced}" ${key}`);
    user.write('.ssh/known_hosts', this.knownHost);
    const lines = [
      'Host corp',
      'HostName 127.0.0.1',
      `Port ${this.port}`,
      'Host *',
      `IdentityFile ${folder}/id`,
      'IdentitiesOnly yes',
      `UserKnownHostsFile ${folder}/known_hosts`,
      'GlobalKnownHostsFile none',
    ];
    const config = user.write('.ssh/config', lines.map(line => `${line}\n`).join(''));
    user.write('.gitconfig', `[core]\n\tsshCommand = ssh -F ${config}\n`);
  }

  async stop(): Promise<void> {
    this.#listener.stop(true);
    for (const child of this.#running) child.kill();
    await Promise.all([...this.#running].map(child => child.exited));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** @returns the path of the private key */
export function makeKey(home: Home, file: string): string {
  const path = join(home.path, file);
  const made = Bun.spawnSync(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path]);
  if (!made.success) throw new Error(made.stderr.toString());
  return path;
}
