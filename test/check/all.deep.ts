/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './canned.test.ts';
import './clients.test.ts';
import './curl.test.ts';
import './scrub.test.ts';
import './gateways.test.ts';
import './interrupt.test.ts';
import './check-store.test.ts';
import './misbehaving.test.ts';
import './money.test.ts';
import './report-text.test.ts';
import './proxied.test.ts';
import './tls.test.ts';
