/* The executable. */
import './command.test.ts';
import './nu.test.ts';
