/* Every screen that has to do with an entry. */
import './keychain.test.ts';
