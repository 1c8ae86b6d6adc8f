import './raw-screens.test.ts';
