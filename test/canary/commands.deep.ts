/* Every command in every situation that could tell a secret. */
import './commands.test.ts';
