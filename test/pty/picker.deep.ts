/* Every way to open the picker, to leave it, to stop it, and every line that Tab completes. */
import './completion.test.ts';
import './picker.test.ts';
