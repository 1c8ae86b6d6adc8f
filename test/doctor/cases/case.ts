import type { Finding } from '../../../src/doctor/finding.ts';
import type { Situation } from '../../../src/doctor/situation.ts';

type Shown = {
  /** What is there. */
  readonly when: string;
  readonly in: Situation;
  readonly expect: Partial<Finding>;
  /** Each stands in a line of the evidence. */
  readonly evidence?: readonly string[];
};

type Absent = { readonly when: string; readonly in: Situation };

export type Case = {
  readonly shown: readonly Shown[];
  readonly absent: readonly Absent[];
};
