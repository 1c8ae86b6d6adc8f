/* Every screen at every size. */
import '../mouse.test.ts';
import './frame.test.ts';
