import { describe } from 'bun:test';
import { setUp } from '../support/set-up.ts';
import { homes } from './homes.ts';
import { places } from './places.ts';
import { trySituations } from './situation.ts';

setUp();

describe('files and file systems', () => trySituations(places));
describe('users and homes', () => trySituations(homes));
