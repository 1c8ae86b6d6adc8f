#!/usr/bin/env node

// Starts the executable where it has not taken this file's place: npm may run no scripts, or the system is Windows.
const { spawn } = require('node:child_process');
const { findExecutable } = require('../find.js');

let executable;
try {
  executable = findExecutable();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const words = process.argv.slice(2);
// Where Node can become another program (22.15 and later, not on Windows), nothing of it stays.
if (process.execve !== undefined && process.platform !== 'win32') {
  process.execve(executable, [executable, ...words], process.env);
}

// A terminal sends these to the program as well, which decides what they mean.
for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {});
const child = spawn(executable, words, { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', error => {
  console.error(`${executable} does not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
