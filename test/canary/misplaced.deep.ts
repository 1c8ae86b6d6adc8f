/* A key in every place of every command line. */
import './misplaced.test.ts';
