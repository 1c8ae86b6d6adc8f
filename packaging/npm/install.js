// Puts the executable in the place of its launcher, so that cgw starts without Node. Whatever goes wrong here, the launcher
// stays, and says what is missing when it is called: an install of something else does not fail because of it.
const { linkSync, renameSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { findExecutable } = require('./find.js');

const launcher = join(__dirname, 'bin', 'cgw');
const link = `${launcher}.new`;
// On Windows npm has written a shim that starts Node. Yarn starts Node too, and shares what it has unpacked.
const needsNode = process.platform === 'win32' || /\byarn\//.test(process.env.npm_config_user_agent ?? '');

if (!needsNode) {
  try {
    rmSync(link, { force: true });
    linkSync(findExecutable(), link);
    renameSync(link, launcher);
  } catch (error) {
    console.error(error.message);
  } finally {
    // Two names of one file are left as they are by a rename.
    rmSync(link, { force: true });
  }
}
