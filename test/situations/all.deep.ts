import { describe } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { contents } from './contents.ts';
import { homes } from './homes.ts';
import { names } from './names.ts';
import { places } from './places.ts';
import { processes } from './processes.ts';
import { trySituations } from './situation.ts';
import { streams } from './streams.ts';

setUp();

describe('files and file systems', () => trySituations(places));
describe('what is in files, and in their place', () => trySituations(contents));
describe('users and homes', () => trySituations(homes));
describe('names', () => trySituations(names));
describe('streams and terminals', () => trySituations(streams));
describe('processes', () => trySituations(processes));
