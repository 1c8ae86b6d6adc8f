/*
 * Conf loads a validator of JSON Schema that cgw’s bundle leaves out (`scripts/options.ts`), and so do the tests: half of
 * the time in which each test file loads Conf. Loaded before every test file.
 */
import { mock } from 'bun:test';

mock.module('ajv/dist/2020.js', () => ({ Ajv2020: class {} }));
mock.module('ajv-formats', () => ({ default: {} }));
