import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cgw, type Outcome, start } from '../programs.ts';
import { quiet } from '../proxy.ts';
import { startRecorder, vendors } from '../recorder/recorder.ts';
import type { RecordedRequest, Recorder } from '../recorder/types.ts';
import { markers } from './features.ts';
import { installClaudeCode, installLiteLLM } from './install.ts';
import { type LiteLLM, masterKey, startLiteLLM } from './litellm.ts';
import { pinnedLiteLLM } from './locks.ts';
import { type Asked, asked } from './message.ts';
import type { LabRoute } from './routes.ts';
import { type Rule, refusedBy } from './rules.ts';
import { answerTo } from './script.ts';
import { makeUser, type User } from './user.ts';
import { startVendors, type VendorId, vendorIds, vendorsPlayed, type World } from './vendors.ts';

/** What a vendor refused. */
export type Refusal = { readonly rule: Rule; readonly message: string };

/** What was heard since somebody began to listen. */
export type Hearing = {
  readonly sent: readonly Asked[];
  readonly received: readonly Asked[];
  readonly refusals: readonly Refusal[];
};

/** What a vendor’s model answers, or undefined to leave it to the script. */
type Model = (vendor: VendorId, request: RecordedRequest) => Promise<Response | undefined>;

/** The credentials of the profiles, each in a file of this name: in the environment Claude Code would inherit them. */
const credentials = { token: masterKey, apiKey: 'sk-ant-lab' } as const;

/** Vendors, LiteLLM before them, and a user with Claude Code and cgw. */
export class Lab {
  readonly #root: string;
  readonly #world: World;
  readonly #refusals: Refusal[];
  readonly #lifted: Set<string>;
  readonly #user: User;
  readonly #taps = new Map<string, Recorder>();
  readonly #lost: string[] = [];
  #claude: string;
  readonly litellm: LiteLLM;

  private constructor(
    parts: Pick<Lab, 'litellm'> & {
      root: string;
      world: World;
      refusals: Refusal[];
      lifted: Set<string>;
      claude: string;
    },
  ) {
    this.#claude = parts.claude;
    this.litellm = parts.litellm;
    this.#root = parts.root;
    this.#world = parts.world;
    this.#refusals = parts.refusals;
    this.#lifted = parts.lifted;
    this.#user = makeUser(parts.root);
  }

  /**
   * Installs LiteLLM if need be, and starts all of it. The caller stops it. `model` may answer in place of the
   * script, once nothing is refused.
   */
  static async start(model: Model = async () => undefined, litellm = pinnedLiteLLM): Promise<Lab> {
    const program = await installLiteLLM(litellm);
    const claude = await installClaudeCode(undefined);
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'cgw-lab-')));
    const refusals: Refusal[] = [];
    const lifted = new Set<string>();
    const world = await startVendors(root, vendor => ({
      answer: request => answerTo(request.body),
      intercept: async request => refuse(vendor, request, refusals, lifted) ?? (await model(vendor, request)),
    }));
    try {
      const proxy = await startLiteLLM({ program, version: litellm }, root, world.environment);
      return new Lab({ litellm: proxy, root, world, refusals, lifted, claude });
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  /** From now on the user has this Claude Code. */
  use(claude: string): void {
    this.#claude = claude;
  }

  /** Hosts that any program asked for beside the vendors. */
  get strangers(): readonly string[] {
    return this.#world.internet.strangers;
  }

  /** From now on no vendor refuses by this rule, so that the rest can be measured. */
  lift(rule: Rule): void {
    this.#lifted.add(rule.id);
  }

  /** All rules hold again. */
  restore(): void {
    this.#lifted.clear();
  }

  /** The address that a profile of this route is given, or undefined where it needs none. */
  address({ id, through }: LabRoute): string | undefined {
    if (through === null) return undefined;
    const tap =
      this.#taps.get(id) ?? startRecorder('anthropic', { intercept: relay(this.litellm.url, this.#lost) });
    this.#taps.set(id, tap);
    return `${tap.url}${through}`;
  }

  /**
   * Does something on a route and tells what was heard on both of its ends meanwhile.
   * @throws Error when LiteLLM left a request without an answer: nothing is known then
   */
  async listen<Result>(route: LabRoute, act: () => Promise<Result>): Promise<Hearing & { result: Result }> {
    const upstream = vendorIds.map(vendor => this.#world.recorders[vendor].requests);
    const client = (this.#taps.get(route.id) ?? this.#world.recorders[route.vendor]).requests;
    const before = { sent: client.length, refused: this.#refusals.length };
    const heard = upstream.map(requests => requests.length);
    const result = await act();
    const lost = this.#lost.splice(0);
    if (lost.length > 0) throw new Error(`LiteLLM did not answer ${lost.join(', ')}`);
    return {
      result,
      sent: client.slice(before.sent).flatMap(readable),
      received: upstream.flatMap((requests, index) => requests.slice(heard[index]).flatMap(readable)),
      refusals: this.#refusals.slice(before.refused),
    };
  }

  /** The reference of a credential, as a profile holds it. */
  secret(name: keyof typeof credentials): string {
    const path = join(this.#root, name);
    writeFileSync(path, `${credentials[name]}\n`, { mode: 0o600 });
    return `${name}=file:${path}`;
  }

  /** Runs cgw as the user. */
  cgw(args: readonly string[]): Promise<Outcome> {
    const { home, project } = this.#user;
    return start([cgw, ...args], {
      cwd: project,
      environment: {
        HOME: home,
        PATH: '/usr/local/bin:/usr/bin:/bin',
        TMPDIR: this.#root,
        CGW_CLAUDE: this.#claude,
        ...quiet,
        CLAUDE_CODE_MAX_RETRIES: '0',
        ...this.#world.environment,
      },
    }).ended;
  }

  /** Launches the real Claude Code under a profile, with all that the user has. */
  claude(profile: string, ...args: readonly string[]): Promise<Outcome> {
    return this.cgw(['run', '--quiet', profile, '-p', 'hi', ...this.#user.args, ...args]);
  }

  /** The same with an errand, and with all on that has to be asked for. */
  errand(profile: string): Promise<Outcome> {
    const asked = ['--settings', '{"fastMode":true,"advisorModel":"opus"}'];
    return this.cgw(['run', '--quiet', profile, '-p', this.#user.errand, ...this.#user.args, ...asked]);
  }

  /** In auto mode, with something to do that is checked first. */
  action(profile: string): Promise<Outcome> {
    const asked = ['-p', markers.action, '--permission-mode', 'auto'];
    return this.cgw(['run', '--quiet', '--no-env-secret', profile, ...asked]);
  }

  async stop(): Promise<void> {
    await this.litellm.stop();
    await Promise.all([...this.#taps.values()].map(tap => tap.stop()));
    await this.#world.stop();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Google’s token, or what the vendor refuses; undefined when it answers. */
function refuse(
  vendor: VendorId,
  request: RecordedRequest,
  refusals: Refusal[],
  lifted: ReadonlySet<string>,
): Response | undefined {
  if (request.path === '/token')
    return Response.json({ access_token: 'lab', expires_in: 3600, token_type: 'Bearer' });
  const speaks = vendors[vendorsPlayed[vendor].format];
  const message = speaks.isModelCall(request) ? asked(request) : undefined;
  const refusal = message && refusedBy(message, vendor, lifted);
  if (refusal === undefined) return undefined;
  refusals.push(refusal);
  return speaks.refuse(refusal.message);
}

/** Headers that belong to one connection, or would have the answer compressed. */
const ofTheHop = ['host', 'content-length', 'connection', 'accept-encoding'];

/** Sends a request on as it is, and the answer back. @param lost takes what was not answered */
function relay(to: string, lost: string[]): (request: RecordedRequest) => Promise<Response> {
  return async ({ method, path, headers, body }) => {
    const kept = Object.entries(headers).filter(([name]) => !ofTheHop.includes(name));
    try {
      const {
        status,
        headers: answered,
        body: text,
      } = await fetch(`${to}${path}`, {
        // LiteLLM closes a connection that nobody uses for a while, and a request on its way is then lost.
        keepalive: false,
        method,
        headers: Object.fromEntries(kept),
        ...(method === 'GET' ? {} : { body }),
      });
      // Bun gives an answer of its own fetch a content-type where it has none, and Claude Code refuses that one.
      const through = text?.pipeThrough(new TransformStream());
      return new Response(through ?? null, { status, headers: answered });
    } catch (error) {
      lost.push(`${method} ${path}: ${String(error)}`);
      return new Response(null, { status: 502 });
    }
  };
}

function readable(request: RecordedRequest): Asked[] {
  const message = asked(request);
  return message === undefined ? [] : [message];
}
