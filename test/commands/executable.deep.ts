/* In the default tier these run their commands in the process of the tests; here it is the executable. */
import './errors.test.ts';
