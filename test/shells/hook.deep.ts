/* Switches, pins, failures and new shells in every shell. */
import './failed-eval.test.ts';
import './hook.test.ts';
import './hook-integrations.test.ts';
import './hook-pins.test.ts';
import './hook-start.test.ts';
import './hook-command.test.ts';
import './hook-cache.test.ts';
