/* With the executable what the default tier does in its own process. */
import './cli.test.ts';
import './quick.test.ts';
