import { features as table } from '../features/features.ts';
import type { Report } from './report.ts';

/** A report as `check --json` prints it: part of the interface. */
export function reportJson(report: Report): object {
  const { profile, at, versions, model, steps, features, relay, key, estimate, stopped } = report;
  return {
    profile,
    at,
    versions,
    model,
    steps: steps.map(({ step, state, what, remedy }) => ({ step, state, what, remedy })),
    features: features.map(({ feature, state, why }) => ({
      id: feature,
      title: table[feature].title,
      state,
      why,
    })),
    relay,
    key,
    estimate,
    stopped,
  };
}
