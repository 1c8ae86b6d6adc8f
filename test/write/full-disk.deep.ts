/* Every writer on a full disk. */
import './full-disk.test.ts';
