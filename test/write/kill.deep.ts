/* Killed, or let down by the disk, at every call. */
import './kill.test.ts';
