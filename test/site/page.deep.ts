import './page.test.ts';
