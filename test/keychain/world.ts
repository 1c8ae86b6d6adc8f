import { afterAll, beforeAll, describe } from 'bun:test';
import { cgw, done, type Result } from '../support/cgw.ts';
import { Home } from '../support/home.ts';
import { hasKeyring, SecretService } from '../support/secret-service.ts';
import { setUp } from '../support/set-up.ts';

export const gatewayFlags = ['--from', 'litellm', '--set', 'baseUrl=https://llm.example.com'];

/** A home of its own for a test, and cgw in it with the keyring of the file. */
export class KeyringHome extends Home {
  constructor(readonly service: SecretService) {
    super();
  }

  run(args: readonly string[], stdin?: string): Promise<Result> {
    const input = stdin === undefined ? {} : { stdin };
    return cgw(args, { home: this, env: this.service.env, ...input });
  }

  /** A command that is expected to succeed. */
  done(args: readonly string[], stdin?: string): Promise<Result> {
    const input = stdin === undefined ? {} : { stdin };
    return done(args, { home: this, env: this.service.env, ...input });
  }

  /** A LiteLLM profile whose token is an entry of its own. */
  async add(name: string, value: string): Promise<void> {
    await this.done(['add', name, ...gatewayFlags, '--secret-stdin', 'token'], value);
  }

  async token(name: string): Promise<string> {
    return (await this.done(['token', name])).stdout;
  }

  profile(name: string): unknown {
    return Object(this.readConfig()).profiles[name];
  }
}

/** Tests with a real Secret Service, which one file shares; each takes profile names of its own. */
export function withKeyring(title: string, tests: (home: () => KeyringHome) => void): void {
  setUp();
  describe.skipIf(!hasKeyring)(title, () => {
    let service: SecretService | undefined;
    beforeAll(async () => {
      service = await SecretService.start();
    });
    afterAll(() => service?.stop());
    tests(() => {
      if (service === undefined) throw new Error('there is no Secret Service');
      return new KeyringHome(service);
    });
  });
}
