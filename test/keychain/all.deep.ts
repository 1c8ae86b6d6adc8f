/* Every way of an entry through every command. */
import './entries.test.ts';
