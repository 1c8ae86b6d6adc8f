/* Any secret in any text, at the full count. */
import './masking.test.ts';
