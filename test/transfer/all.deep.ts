/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './catalog.test.ts';
import './formats.test.ts';
import './round-trip.test.ts';
import './snippet.test.ts';
import './sql-dump.test.ts';
