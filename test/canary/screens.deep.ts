/* Every key, every word of the plain prompts and every command on a terminal. */
import './screens.test.ts';
