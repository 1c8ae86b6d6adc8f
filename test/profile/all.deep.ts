/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './damage-file.test.ts';
import './damage-shape.test.ts';
import './damage-syntax.test.ts';
import './names.test.ts';
import './store-files.test.ts';
import './store-concurrency.test.ts';
