/* Every command, as the executable, with what a terminal obeys in all that it reads. */
import './raw.test.ts';
