/* All in one process: they share one drive C:, which takes seconds to make. */
import './claude.wine.ts';
import './cmd.wine.ts';
import './commands.wine.ts';
import './console.wine.ts';
import './keychain.wine.ts';
import './powershell.wine.ts';
import './programs.wine.ts';
import './write.wine.ts';
