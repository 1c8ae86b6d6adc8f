/* Every screen at every size. */
import './frame.test.ts';
