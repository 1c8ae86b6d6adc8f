/* Every program that cgw starts, also those of a check. */
import './started.test.ts';
