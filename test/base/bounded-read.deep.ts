/* Odd files in the place of others, as the executable meets them. */
import './bounded-read.test.ts';
