/* In full what the default tier does with a sample, and with the executable what it does in its own process. */
import './advise.test.ts';
import './choose.test.ts';
import './doctor.test.ts';
import './errors.test.ts';
import './export.test.ts';
import './features.test.ts';
import './import.test.ts';
import './json.test.ts';
import './keep.test.ts';
import './masking.test.ts';
import './no-env-secret.test.ts';
import './reading.test.ts';
import './secrets.test.ts';
import './switch-notices.test.ts';
import './token.test.ts';
import './who-wins.test.ts';
import './write.test.ts';
