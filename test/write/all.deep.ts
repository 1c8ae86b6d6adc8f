/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './files-using.test.ts';
import './in-place.test.ts';
import './json-edit.test.ts';
import './round-trip.test.ts';
import './undo.test.ts';
import './diff.test.ts';
import './concurrent.test.ts';
