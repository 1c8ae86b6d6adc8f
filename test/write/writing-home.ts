import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Home } from '../support/home.ts';

/** Profiles that need no secret to be written, each with another base URL. */
const profile = (name: string) => ({
  backend: 'gateway',
  baseUrl: `https://${name}.example.com`,
  token: 'file:/none',
});

/** A home with profiles `one`, `two` and `p0` to `p19`, and user settings to write to. */
export class WritingHome extends Home {
  readonly settings = join(this.path, '.claude/settings.json');
  readonly undoFolder = join(this.path, '.local/state/cgw/undo');

  constructor(content?: string) {
    super();
    const names = ['one', 'two', ...Array.from({ length: 20 }, (_, index) => `p${index}`)];
    this.writeConfig({ version: 1, profiles: Object.fromEntries(names.map(name => [name, profile(name)])) });
    if (content !== undefined) this.write('.claude/settings.json', content);
  }

  /** The text of the settings file, or undefined when there is none. */
  get text(): string | undefined {
    return existsSync(this.settings) ? readFileSync(this.settings, 'utf8') : undefined;
  }

  /** Which profile the settings file is for, which must be whole; undefined: none. */
  profileIn(): string | undefined {
    const { text } = this;
    const url: unknown = text === undefined ? undefined : JSON.parse(text).env?.ANTHROPIC_BASE_URL;
    return typeof url === 'string' ? /^https:\/\/(\w+)\./.exec(url)?.[1] : undefined;
  }

  /** Everything beside the settings file and in the undo folder that a finished write does not leave. */
  leftovers(): string[] {
    const folders = [join(this.path, '.claude'), this.undoFolder].filter(existsSync);
    return folders.flatMap(folder => readdirSync(folder)).filter(name => name.includes('tmp'));
  }
}
