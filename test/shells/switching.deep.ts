/* Every ordered pair of presets in every shell. */
import './switching.test.ts';
