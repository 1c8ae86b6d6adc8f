/* Pins and new shells in every shell. */
import './hook-pins.test.ts';
import './hook-start.test.ts';
