/* Every way of an entry through every command, and of many at once. */
import './entries.test.ts';
import './prompt.test.ts';
import './import-consent.test.ts';
import './pass.test.ts';
import './unavailable.test.ts';
