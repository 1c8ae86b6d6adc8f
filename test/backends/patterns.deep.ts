/* Five thousand values for each rule. */
import './patterns.test.ts';
