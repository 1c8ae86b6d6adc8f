import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The homes of a test file. */
let root: string | undefined;

/** A home folder of its own for every test; `setUp` sees to it that it goes away. */
export class Home {
  readonly path = makeHome();
  readonly folder = join(this.path, '.config', 'cgw');
  readonly config = join(this.folder, 'config.json');
  readonly backup = join(this.folder, 'config.json.bak');

  /** Puts a file there, with its folders, and says where it is. */
  write(relative: string, content: string | Uint8Array, mode = 0o600): string {
    const file = join(this.path, relative);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  }

  writeConfig(content: string | Uint8Array | object): void {
    const text = typeof content === 'string' || content instanceof Uint8Array;
    this.write('.config/cgw/config.json', text ? content : JSON.stringify(content));
  }

  readConfig(): unknown {
    return JSON.parse(readFileSync(this.config, 'utf8'));
  }

  makeFolder(relative: string): string {
    const folder = join(this.path, relative);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

function makeHome(): string {
  if (root === undefined) {
    root = mkdtempSync(join(tmpdir(), 'cgw-test-'));
    // Passable, because some tests hand their home to another user.
    chmodSync(root, 0o755);
  }
  return mkdtempSync(join(root, 'home-'));
}

export function removeHomes(): void {
  // What a test has ended may still write while its home is cleared away.
  if (root !== undefined) rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  root = undefined;
}
