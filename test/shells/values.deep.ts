/* Random values, names and profiles at their full count. */
import './dotenv.test.ts';
import './hook-answers.test.ts';
import './literals.test.ts';
import './names.test.ts';
import './nu-source.test.ts';
import './profiles.test.ts';
import './quoting.test.ts';
