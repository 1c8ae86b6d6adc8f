/* Killed, or let down by the disk, at every call and at any moment. */
import './store-kill.test.ts';
import './store-strace.test.ts';
