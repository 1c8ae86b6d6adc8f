/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './frames.test.ts';
import './keychain.test.ts';
import './round-trip.test.ts';
import './secrets.test.ts';
