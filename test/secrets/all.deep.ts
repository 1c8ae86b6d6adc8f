/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './from-command.test.ts';
import './keychain.test.ts';
