import { writeSync } from 'node:fs';

// What any compiled program pays: start, one line, end.
writeSync(1, 'hello\n');
