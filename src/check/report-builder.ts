import { backends } from '../backends/index.ts';
import type { Profile } from '../backends/profile.ts';
import type { FeatureId } from '../features/features.ts';
import { isGateway } from '../features/operators.ts';
import type { Estimate } from './estimate.ts';
import type { Verdict } from './exchange.ts';
import {
  forProfile,
  type Key,
  type ProbeResult,
  type Relay,
  type Report,
  type Step,
  type StepId,
} from './report.ts';
import { type Product, titleOf } from './steps/identified.ts';
/** Something that was found out, as soon as it was. */
export type Progress =
  | { readonly begins: string }
  | { readonly step: Step }
  | { readonly feature: ProbeResult };

/** What stands there as far as the profile alone tells. */
function vendorOf(profile: Profile): string {
  if (isGateway(profile)) return 'unknown gateway';
  return profile.backend === 'anthropic' ? 'Anthropic API' : backends[profile.backend].title;
}

type About = {
  readonly name: string;
  readonly profile: Profile;
  readonly session: { readonly model: string };
  readonly estimate: Pick<Estimate, 'skipped'>;
  readonly at: Date;
};

/** What a check has found out so far. After the stop nothing is added: it would tell of the stop only. */
export class ReportBuilder {
  #steps: readonly Step[] = [];
  readonly #features: ProbeResult[] = [];
  readonly #about: About;
  readonly #stop: AbortSignal;
  readonly #progress: (news: Progress) => void;
  #title: string;
  #relay: Relay = 'unknown';
  #key: Key | null = null;
  #spent = 0;

  constructor(about: About, stop: AbortSignal, progress: (news: Progress) => void) {
    this.#about = about;
    this.#stop = stop;
    this.#progress = progress;
    this.#title = vendorOf(about.profile);
  }

  /** Whether there is sense in asking on. */
  get goesOn(): boolean {
    return !this.#stop.aborted && !this.#steps.some(({ state }) => state === 'failed');
  }

  begins(what: FeatureId | StepId): void {
    this.#progress({ begins: what });
  }

  /** Something is asked that costs up to that many US dollars. */
  spends(amount: number): void {
    this.#spent += amount;
  }

  /** Adds a step; what was said of the same one before no longer holds. */
  step(news: Step): void {
    if (this.#stop.aborted) return;
    const named = forProfile(news, this.#about.name);
    this.#steps = [...this.#steps.filter(({ step }) => step !== named.step), named];
    this.#progress({ step: named });
  }

  feature(feature: FeatureId, verdict: Verdict): void {
    if (this.#stop.aborted) return;
    const news = { feature, ...verdict };
    this.#features.push(news);
    this.#progress({ feature: news });
  }

  product(product: Product | undefined, news: Step): void {
    if (product !== undefined) this.#title = titleOf(product);
    this.step(news);
  }

  key(key: Key | null, news: Step): void {
    if (!this.#stop.aborted) this.#key = key;
    this.step(news);
  }

  relay({ relay, step }: { readonly relay: Relay; readonly step: Step }): void {
    if (!this.#stop.aborted) this.#relay = relay;
    this.step(step);
  }

  report(): Report {
    const { name, at, session, estimate } = this.#about;
    return {
      profile: name,
      at: at.toISOString(),
      versions: `${this.#title}, ${session.model}`,
      model: session.model,
      steps: this.#steps,
      features: this.#features,
      skipped: estimate.skipped.map(({ feature }) => feature),
      relay: this.#relay,
      key: this.#key,
      estimate: this.#spent,
      stopped: this.#stop.aborted,
    };
  }
}
