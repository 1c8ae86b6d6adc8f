import { isRecord } from '../../base/json.ts';

/** A provider of cc-switch: a name, and the Claude Code settings that it switches to. */
export type Provider = { readonly name: string; readonly settings: unknown };

/**
 * The providers for Claude Code in `~/.cc-switch/config.json`: under `claude` since version 2, at the top before
 * (farion1231/cc-switch, src-tauri/src/app_config.rs and provider.rs, read 2026-11-22).
 * @returns undefined when it is no such file
 */
export function ccSwitchProviders(raw: Readonly<Record<string, unknown>>): Provider[] | undefined {
  const manager = isRecord(raw.claude) ? raw.claude : raw;
  if (!isRecord(manager.providers) || typeof manager.current !== 'string') return undefined;
  return Object.entries(manager.providers).flatMap(([id, provider]) =>
    isRecord(provider)
      ? [
          {
            name: typeof provider.name === 'string' ? provider.name : id,
            settings: provider.settingsConfig,
          },
        ]
      : [],
  );
}
