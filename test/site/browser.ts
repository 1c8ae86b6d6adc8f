import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '../support/required.ts';

const libraries = join(import.meta.dir, 'node_modules');
const program = Bun.which('chromium') ?? Bun.which('chromium-browser') ?? Bun.which('google-chrome');

/** Chromium of the system, and what drives it (`npm ci --prefix test/site`). */
export const hasBrowser = required(
  'chromium',
  program !== null && existsSync(join(libraries, 'playwright-core')),
);

/** What the tests use of Playwright (locators and pages), which is not installed everywhere where types are checked. */
type Locator = {
  click(): Promise<void>;
  focus(): Promise<void>;
  press(key: string): Promise<void>;
  setChecked(checked: boolean): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  inputValue(): Promise<string>;
  isVisible(): Promise<boolean>;
  isChecked(): Promise<boolean>;
  count(): Promise<number>;
  innerText(): Promise<string>;
  allInnerTexts(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
};

export type Page = {
  goto(address: string): Promise<unknown>;
  goBack(): Promise<unknown>;
  goForward(): Promise<unknown>;
  url(): string;
  locator(selector: string): Locator;
  evaluate(expression: string): Promise<unknown>;
  emulateMedia(media: { colorScheme?: 'light' | 'dark'; media?: 'screen' | 'print' }): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
};

type Context = {
  newPage(): Promise<Page>;
  setDefaultTimeout(milliseconds: number): void;
  close(): Promise<void>;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'weberror', listener: (error: { error(): Error }) => void): void;
};

export type Browser = {
  newContext(options: {
    viewport: { width: number; height: number };
    javaScriptEnabled: boolean;
  }): Promise<Context>;
  close(): Promise<void>;
};

/** For a machine that does ten other things; only what never comes takes so long. */
const patienceMs = 120_000;

/** A browser that knows no host but this machine. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import(join(libraries, 'playwright-core/index.mjs'));
  return chromium.launch({
    executablePath: program,
    chromiumSandbox: false,
    timeout: patienceMs,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/** A page in a window of its own, with what it asked for and complained of. */
export type Visit = {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
};

/** Opens an address, does something there and closes it. */
export async function visit(
  browser: Browser,
  address: string,
  act: (visit: Visit) => Promise<void>,
  { width = 1280, script = true }: { width?: number; script?: boolean } = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  context.setDefaultTimeout(patienceMs);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', request => requests.push(request.url()));
  context.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', error => complaints.push(error.error().message));
  try {
    const page = await context.newPage();
    await page.goto(address);
    await act({ page, requests, complaints });
  } finally {
    await context.close();
  }
}

/** What axe finds that keeps somebody from using the page as it stands, or makes it hard; without some parts of it. */
export async function seriousFindings(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.evaluate(readFileSync(join(libraries, 'axe-core/axe.min.js'), 'utf8'));
  const context = JSON.stringify({ include: ['body'], exclude: without });
  const found =
    await page.evaluate(`axe.run(${context}, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html).join(' ')))`);
  return found as string[];
}
