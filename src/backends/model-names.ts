import { partOfTheWorld } from './aws.ts';
import { translatedName } from './default-models.ts';
import type { ProviderId } from './providers.ts';

/** What is odd about the name of a model, which Claude Code sends on as it is (observed on 2.1.332, 2026-11-29). */
type NameAdvice = {
  /** What is said behind the name. */
  readonly why: string;
  /** What it should rather be; null: that cannot be told. */
  readonly corrected: string | null;
};

/** Names that say whose they are, and where such a name is served. */
const forms: readonly {
  readonly test: RegExp;
  readonly of: string;
  readonly fits: readonly ProviderId[];
}[] = [
  { test: /^arn:/, of: 'an ARN of AWS', fits: ['bedrock'] },
  {
    test: /^([\w-]+\.anthropic\.claude-.*|anthropic\.claude-.*-v\d+(:\d+)?)$/,
    of: 'a name of Bedrock',
    fits: ['bedrock'],
  },
  { test: /^anthropic\.claude-/, of: 'a name of Bedrock and Mantle', fits: ['bedrock', 'mantle'] },
  {
    test: /^(publishers\/anthropic\/models\/.*|claude-[\w.-]+@(\d{8}|default|latest))$/,
    of: 'a name of Vertex',
    fits: ['vertex'],
  },
];

/**
 * What to say of a model’s name before the first request fails, or undefined. Pure.
 * @param region in which AWS is asked; undefined: not known
 */
export function nameAdvice(
  provider: ProviderId,
  named: string,
  region: string | undefined,
): NameAdvice | undefined {
  const model = named.trim().replace(/\[1m\]$/i, '');
  if (/^arn(:|%3a)/i.test(model) && /%(2f|3a)/i.test(model))
    return {
      why: 'is written for an address (%2F), and Claude Code does that itself',
      corrected: model.replace(/%2f/gi, '/').replace(/%3a/gi, ':'),
    };
  const form = forms.find(({ test }) => test.test(model));
  if (form === undefined) return undefined;
  if (!form.fits.includes(provider))
    return {
      why: `is ${form.of}, which is not known here`,
      corrected: model.startsWith('arn:') ? null : nameThere(model, provider),
    };
  return provider === 'bedrock' && region !== undefined ? misplaced(model, region) : undefined;
}

/** The same model in the words of another provider. */
function nameThere(model: string, provider: ProviderId): string | null {
  const plain = model
    .replace(/^publishers\/anthropic\/models\//, '')
    .replace(/^([\w-]+\.)?anthropic\./, '')
    .replace(/-v\d+(:\d+)?$/, '')
    .replace(/@(\d{8})$/, '-$1')
    .replace(/@\w+$/, '');
  switch (provider) {
    // Claude Code puts the part of the world before it.
    case 'bedrock':
      return translatedName(plain, provider) === undefined ? null : plain;
    case 'vertex':
      return translatedName(plain, provider) ?? plain.replace(/-(\d{8})$/, '@$1');
    case 'mantle':
      return `anthropic.${plain.replace(/-\d{8}$/, '')}`;
    // There a resource has the names that its owner has given.
    case 'foundry':
      return plain.replace(/-\d{8}$/, '');
    default:
      return plain;
  }
}

/** An ARN has its region in it, and an inference profile its part of the world. */
function misplaced(model: string, region: string): NameAdvice | undefined {
  const own = /^arn:[\w-]+:bedrock:([\w-]+):/.exec(model)?.[1];
  if (own !== undefined)
    return own === region ? undefined : { why: `is in ${own}, and ${region} is asked`, corrected: null };
  const part = /^(us|eu|apac|us-gov)\.anthropic\./.exec(model)?.[1];
  const here = partOfTheWorld(region, undefined);
  if (part === undefined || part === here) return undefined;
  return {
    why: `is reached from regions of ${part}, and ${region} is asked`,
    corrected: model.replace(/^[\w-]+/, here),
  };
}
