/* Every attack in every mode, place and moment, every name and key, every stored login: a quarter of an hour (`npm run test:attack`). */
import './clouds.live.ts';
import './keys.live.ts';
import './names.live.ts';
import './processes.live.ts';
import './programs.live.ts';
import './project.live.ts';
import './proxy.live.ts';
import './trust.live.ts';
import '../live/login-forecast.live.ts';
import '../live/logins.live.ts';
