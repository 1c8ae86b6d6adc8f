import { ccSwitch } from './cc-switch.ts';
import { ccx } from './ccx.ts';
import { claudeCodeRouter } from './claude-code-router.ts';
import { claudeCodeSwitch } from './claude-code-switch.ts';
import { claudeSettings } from './claude-settings.ts';
import type { Format } from './format.ts';
import { smallFormats } from './small.ts';

/** The formats in JSON, in the order in which a file is held against them: the next one has fewer marks of its own. */
export const formats: readonly Format[] = [claudeCodeRouter, ccSwitch, ccx, ...smallFormats, claudeSettings];

/** The programs whose files can be read, for messages. */
export const tools: readonly string[] = [...formats, claudeCodeSwitch].map(({ tool }) => tool);
