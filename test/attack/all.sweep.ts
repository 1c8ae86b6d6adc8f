/* Every attack in every mode, place and moment, every name, every stored login: about half an hour (`npm run test:attack`). */
import './clouds.live.ts';
import './names.live.ts';
import './processes.live.ts';
import './project.live.ts';
import './proxy.live.ts';
import './trust.live.ts';
import '../live/login-forecast.live.ts';
import '../live/logins.live.ts';
