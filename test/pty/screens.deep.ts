/* Every screen that has to do with an entry of the keychain, the forms, and the mouse. */
import './keychain.test.ts';
import './check.test.ts';
import './forms.test.ts';
import './mouse.test.ts';
import './shells.test.ts';
