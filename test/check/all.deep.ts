/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './canned.test.ts';
import './clouds.test.ts';
import './curl.test.ts';
import './echoed.test.ts';
import './gateways.test.ts';
import './interrupt.test.ts';
import './kept.test.ts';
import './misbehaving.test.ts';
import './money.test.ts';
import './shown.test.ts';
import './tls.test.ts';
import './way.test.ts';
