/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './bare.test.ts';
import './debug-log.test.ts';
import './helper-command.test.ts';
import './pinned-variables.test.ts';
import './program.test.ts';
