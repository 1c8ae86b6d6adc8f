/* Two thousand environments, argument lists and sets of descriptors. */
import './exec.test.ts';
