import { defaultModel, modelTableOf, newerModel } from '../../backends/default-models.ts';
import { modelFields } from '../../backends/model-fields.ts';
import { nameAdvice } from '../../backends/model-names.ts';
import { mainModelVariables } from '../../backends/models.ts';
import { providerFacts } from '../../backends/providers.ts';
import { nearRetirement, retirementSource } from '../../backends/retirements.ts';
import { quotedWord } from '../../base/quoting.ts';
import { isStale } from '../../check/stored-check.ts';
import { namedAwsRegion } from '../../detect/aws.ts';
import { shownValue } from '../../env/shown-value.ts';
import { inForce, observed } from '../evidence.ts';
import type { Detector, ViewDetector } from '../finding.ts';
import { meantProfile } from '../views.ts';

/** A model by a name that another cloud has for it: Claude Code sends it on as it is. */
export const oddModelName: ViewDetector = (view, situation) => {
  const { effective, forecast, profile } = view;
  const { provider, endpoint } = forecast;
  // A gateway may call its models as it likes.
  if (provider === 'gateway' || (providerFacts(provider).chain === undefined && endpoint !== null)) return [];
  const region = namedAwsRegion(effective, () => situation.aws.profiles);
  return modelFields.flatMap(({ path, variable }) => {
    const model = effective[variable];
    const advice = model ? nameAdvice(provider, model, region) : undefined;
    if (!model || advice === undefined) return [];
    const own = profile?.plan.changes.some(({ name, action }) => name === variable && action === 'set');
    const better =
      advice.corrected === null ? 'Name it as this provider does' : `Name it ${advice.corrected}`;
    return [
      {
        id: 'model-name' as const,
        severity: 'warning' as const,
        what: `${variable}: ${shownValue(variable, model)} ${advice.why}`,
        evidence: [inForce(view, variable, situation), observed],
        fix: better,
        command:
          own && profile !== null && advice.corrected !== null
            ? `cgw edit ${profile.name} --set ${quotedWord(`${path}=${advice.corrected}`)}`
            : null,
      },
    ];
  });
};

/** Models that retire within 60 days, or have retired: those that are named, and the default where none is. */
export const retiringModels: ViewDetector = (view, situation) => {
  const { effective, forecast, profile } = view;
  const { provider, endpoint } = forecast;
  const { now, models } = situation;
  const named = modelFields.flatMap(({ path, variable }) => {
    const model = effective[variable];
    return model ? [{ model, path, shows: inForce(view, variable, situation) }] : [];
  });
  const chosen = forecast.model;
  if (chosen !== null && named.every(({ model }) => model !== chosen))
    named.push({ model: chosen, path: 'models.default', shows: `the session asks for ${chosen}` });
  // A gateway may call its models as it likes.
  const isGateway = providerFacts(provider).chain === undefined && endpoint !== null;
  const found = named.flatMap(each => {
    const near = nearRetirement(each.model, provider, now);
    const newer = isGateway ? undefined : newerModel(each.model, provider, models);
    return near === undefined
      ? []
      : [
          {
            what: `${each.model} ${near.isPast ? 'retired' : 'retires'} on ${near.day}`,
            severity: near.isPast && !isGateway ? ('error' as const) : ('warning' as const),
            shows: [each.shows, retirementSource],
            fix: 'Name a newer model',
            command: newer === undefined ? null : `${each.path}=${newer}`,
          },
        ];
  });
  const usual = defaultModel(provider, models);
  const near = chosen === null ? nearRetirement(usual, provider, now) : undefined;
  if (near !== undefined)
    found.push({
      what: `No model is named, and the default of this Claude Code, ${usual}, ${near.isPast ? 'retired' : 'retires'} on ${near.day}`,
      severity: near.isPast ? 'error' : 'warning',
      shows: [`${mainModelVariables[0]} is not set`, retirementSource],
      fix: 'Update Claude Code, or name a model that is there',
      command: `models.default=${newerModel(usual, provider, modelTableOf(undefined)) ?? ''}`,
    });
  return found.map(({ what, severity, shows, fix, command }) => ({
    id: 'model-retires',
    severity,
    what,
    evidence: shows,
    fix,
    command:
      profile === null || command === null || command.endsWith('=')
        ? null
        : `cgw edit ${profile.name} --set ${quotedWord(command)}`,
  }));
};

/** Models that a session may ask for and that the gateway did not list when it was measured last. */
export const unlistedModels: Detector = situation => {
  const meant = meantProfile(situation);
  const stored = meant === null ? undefined : situation.checks.get(meant.name);
  if (meant === null || stored === undefined || isStale(stored, meant.profile)) return [];
  const listed = stored.steps.find(({ step, state }) => step === 'models' && state === 'warning');
  if (listed === undefined) return [];
  const command = /cgw edit .*$/.exec(listed.remedy ?? '')?.[0] ?? null;
  return [
    {
      id: 'models-unlisted',
      severity: 'warning',
      what: `${meant.name} may ask for models that the gateway does not list`,
      evidence: [`cgw check, ${stored.at}: ${listed.what}`],
      fix: 'Name what the gateway serves',
      command: command?.includes('=MODEL') ? null : command,
      profile: meant.name,
    },
  ];
};
