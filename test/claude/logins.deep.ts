/* Stored logins, as the executable sees them. */
import './logins.test.ts';
