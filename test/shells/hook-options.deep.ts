/* Every habit of a user in every shell, and every way to watch a status. */
import './hook-options.test.ts';
