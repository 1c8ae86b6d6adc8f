/* Every screen that has to do with an entry of the keychain, and the forms. */
import './keychain.test.ts';
import './check.test.ts';
import './forms.test.ts';
import './shells.test.ts';
