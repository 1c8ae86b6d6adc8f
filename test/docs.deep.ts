/* The commands of every page. */
import './docs.test.ts';
