import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { type Choices, choicesOf, hashOf } from '../../site/client/choices.ts';
import { encoded } from '../../site/encode.ts';
import { shortTitle } from '../../site/groups.ts';
import { pageHtml } from '../../site/page.ts';
import { routesIn } from '../../site/page-data.ts';
import { marks } from '../../src/features/cell.ts';
import { compare, verdicts } from '../../src/features/compare.ts';
import { featureIds } from '../../src/features/features.ts';
import type { Versions } from '../../src/features/measured.ts';
import { columnAt, routes } from '../../src/features/routes.ts';
import { Home } from '../support/home.ts';
import { setUp } from '../support/set-up.ts';
import { until } from '../support/until.ts';
import { type Browser, hasBrowser, openBrowser, type Page, seriousFindings, visit } from './browser.ts';

setUp();
setDefaultTimeout(300_000);

const { data } = encoded();
const pageRoutes = routesIn(data);
const offered = {
  claudeCode: data.claudeCode,
  litellm: data.litellm,
  routes: pageRoutes.map(({ id }) => id),
  signers: pageRoutes.map(({ signer }) => signer),
};
const first = choicesOf('', offered);
const cells = '#table tbody td';

let browser: Browser;
let file = '';
let html = '';

beforeAll(async () => {
  html = await pageHtml();
  if (!hasBrowser) return;
  const path = join(new Home().path, 'index.html');
  await Bun.write(path, html);
  file = `file://${path}`;
  browser = await openBrowser();
});
afterAll(async () => {
  if (hasBrowser) await browser.close();
});

test('the page is one file of at most 300 kB', () => {
  const size = Buffer.byteLength(html);
  console.log(`the page: ${size} bytes`);
  expect(size).toBeLessThan(300_000);
});

/** The table’s states, row by row, as `sign word`; all of them, or only what is shown. */
async function statesOn(page: Page): Promise<string[][]> {
  const texts = await page.evaluate(`[...document.querySelectorAll('#table tbody tr:not(.side)')].map(row =>
    [...row.querySelectorAll('td')].filter(td => !td.hidden).map(td => td.textContent.trim()))`);
  return texts as string[][];
}

/** The same from the program’s own table. */
function statesIn(versions: Versions): string[][] {
  return featureIds.map(id =>
    pageRoutes.map(route => {
      const { symbol, word } = marks[columnAt(route.id, versions)[id].state];
      return `${symbol} ${word}`;
    }),
  );
}

function focused(page: Page, what = 'textContent'): Promise<unknown> {
  return page.evaluate(`document.activeElement.${what}`);
}

async function widthOf(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth');
}

describe.skipIf(!hasBrowser)('the page in Chromium', () => {
  test('opens from a file and from a server, asks for nothing else, and complains of nothing', async () => {
    const server = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: () => new Response(html, { headers: { 'content-type': 'text/html' } }),
    });
    const served = `http://127.0.0.1:${server.port}/`;
    for (const address of [file, served])
      await visit(browser, address, async ({ page, requests, complaints }) => {
        expect(await statesOn(page)).toEqual(statesIn({}));

        expect(requests.filter(url => !url.endsWith('/favicon.ico'))).toEqual([address]);
        expect(complaints).toEqual([]);
      });
    await server.stop(true);
  });

  test('may ask nobody, even if its program wanted to', async () => {
    await visit(browser, file, async ({ page }) => {
      const asked = await page.evaluate(
        `fetch('http://127.0.0.1:9/').then(() => 'sent', error => error.name)`,
      );
      expect(asked).toBe('TypeError');
      const blocked = await page.evaluate(`new Promise(done => {
        addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
        document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }));
      })`);
      expect(blocked).toBe('img-src');
    });
  });

  test('has the whole table, its reasons and its evidence without JavaScript', async () => {
    await visit(
      browser,
      file,
      async ({ page, complaints }) => {
        const rows = await page.locator('#table tbody tr:not(.side)').allInnerTexts();
        const words = rows.map(row => row.match(/[✓~✗?]\s+\w+/g)?.map(each => each.replace(/\s+/, ' ')));
        expect(words).toEqual(statesIn({}));
        expect(await page.locator('#filters').isVisible()).toBe(false);
        expect(await page.locator('#compare').isVisible()).toBe(false);
        expect(await page.locator('#effort dd').count()).toBeGreaterThan(5);
        expect(await widthOf(page)).toBe(1280);
        expect(complaints).toEqual([]);
      },
      { script: false },
    );
  });

  test('shows each combination of versions as the program does', async () => {
    await visit(browser, file, async ({ page }) => {
      for (const claudeCode of data.claudeCode) {
        await page.locator('#filters [name=claude]').selectOption(claudeCode);
        for (const litellm of data.litellm) {
          await page.locator('#filters [name=litellm]').selectOption(litellm);
          const states = statesIn({ claudeCode, litellm });
          expect(await statesOn(page)).toEqual(states);
          const lost = pageRoutes.map((_, at) => states.filter(row => row[at] === '✗ none').length);
          const counts = await page.locator('#table .count:nth-of-type(3) td').allInnerTexts();
          expect(counts).toEqual(lost.map(String));
        }
      }
      const changed = await page.locator(`${cells}.changed`).count();
      expect(await page.locator('#table-note').innerText()).toContain(`${changed} cells differ`);
    });
  });

  test('leaves the routes of a group, or those whose models somebody runs', async () => {
    await visit(browser, file, async ({ page }) => {
      const heads = async () => await page.locator('#table th[scope=col]:not([hidden])').allInnerTexts();
      await page.locator('#filters [value=litellm]').setChecked(false);
      await page.locator('#filters [value=gateways]').setChecked(false);
      await page.locator('#filters [name=by]').selectOption('vertex');
      const expected = pageRoutes.filter(({ id }) => id === 'vertex' || id === 'litellm-pass-vertex');
      expect(await heads()).toEqual(expected.map(({ title }) => shortTitle(title)));
      expect(await page.locator('#table th[scope=colgroup]:not([hidden])').allInnerTexts()).toEqual([
        'Clouds',
        'LiteLLM, pass-through',
      ]);
      expect((await statesOn(page)).every(row => row.length === 2)).toBe(true);
      const gap = await page.evaluate(`document.querySelector('#table').getBoundingClientRect().right -
        Math.max(...[...document.querySelectorAll('#table td')].map(td => td.getBoundingClientRect().right))`);
      expect(gap).toBeLessThan(1);
      await page.locator('#filters [value=clouds]').setChecked(false);
      await page.locator('#filters [value=pass-through]').setChecked(false);
      expect(await page.locator('#table-note').innerText()).toStartWith('No route is left');
    });
  });

  test('opens the details of a cell by a click, and gives the focus back', async () => {
    await visit(browser, file, async ({ page }) => {
      const at = offered.routes.indexOf('litellm-unified-vertex');
      const button = page.locator(`#table tr:has([href="#fast-mode"]) td:nth-of-type(${at + 1}) button`);
      const { why, loss } = routes['litellm-unified-vertex'].column['fast-mode'];
      await button.click();
      expect(await focused(page)).toContain('Fast mode');
      const panel = await page.locator('#cell').innerText();
      for (const text of [why.replaceAll('`', ''), loss, '2.1.332', '1.83.0']) expect(panel).toContain(text);
      expect(page.url()).toEndWith('cell=fast-mode/litellm-unified-vertex');
      const evidence = routes['litellm-unified-vertex'].column['fast-mode'].evidence.length;
      expect(await page.locator('#cell .evidence > li').count()).toBe(evidence);
      await page.keyboard.press('Escape');
      expect(await page.locator('#cell').isVisible()).toBe(false);
      expect(await focused(page, 'closest("tr").querySelector("th").textContent')).toContain('Fast mode');
    });
  });

  test('can be used by keys alone: skip link, one stop in the table, arrows, Enter, Escape', async () => {
    await visit(browser, file, async ({ page }) => {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Skip to the table');
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('Features by route');
      await until('the first cell', async () => {
        await page.keyboard.press('Tab');
        return (await focused(page, 'closest("td") !== null')) === true;
      });
      for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowLeft']) await page.keyboard.press(key);
      expect(await focused(page, 'closest("tr").querySelector("th").textContent')).toContain('Hooks');
      expect(await focused(page, 'closest("td").cellIndex')).toBe(pageRoutes.length - 1);
      expect(await page.locator(`${cells} [tabindex="0"]`).count()).toBe(1);
      await page.keyboard.press('Enter');
      expect(await focused(page)).toContain('Hooks');
      await page.keyboard.press('Escape');
      expect(await focused(page, 'closest("td").cellIndex')).toBe(pageRoutes.length - 1);
      const rings = await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`);
      expect(rings).toBe('solid');
    });
  });

  test('says what is lost from A to B as cgw diff does, the losses first', async () => {
    await visit(browser, file, async ({ page }) => {
      for (const [from, to] of [
        ['anthropic', 'litellm-unified-bedrock-converse'],
        ['litellm-unified-bedrock-converse', 'anthropic'],
        ['gateway-claude', 'vertex'],
        ['vertex', 'vertex'],
      ] as const) {
        await page.locator('#sides [name=from]').selectOption(from);
        await page.locator('#sides [name=to]').selectOption(to);
        const comparison = compare(columnAt(from, {}), columnAt(to, {}));
        const verdict = await page.locator('#verdict').innerText();
        expect(verdict).toContain(`${verdicts(comparison).lost}. ${verdicts(comparison).gained}.`);
        const { lost, gained, uncertain } = comparison;
        const titles = await page.locator('#differences h4').allInnerTexts();
        const expected = [...lost, ...gained, ...uncertain].map(({ title }) => title);
        expect(titles.map(title => expected.find(each => title.startsWith(`${each} `)))).toEqual(expected);
      }
    });
  });

  test('compares versions of one route, and swaps the sides', async () => {
    await visit(browser, file, async ({ page }) => {
      const [older = '', newer = ''] = [data.litellm.at(-1), data.litellm[0]];
      const route = 'litellm-unified-vertex';
      for (const name of ['from', 'to']) await page.locator(`#sides [name=${name}]`).selectOption(route);
      await page.locator('#sides [name=from-litellm]').selectOption(older);
      const verdict = () => page.locator('#verdict').innerText();
      const said = verdicts(
        compare(columnAt(route, { litellm: older }), columnAt(route, { litellm: newer })),
      );
      expect(await verdict()).toContain(said.gained);
      await page.locator('#swap').click();
      expect(await page.locator('#sides [name=to-litellm]').inputValue()).toBe(older);
      const back = verdicts(
        compare(columnAt(route, { litellm: newer }), columnAt(route, { litellm: older })),
      );
      expect(await verdict()).toContain(back.lost);
    });
  });

  test('opens as a link says; Back and Forward go through the choices', async () => {
    const choices: Choices = {
      ...first,
      litellm: data.litellm[2] ?? '',
      groups: ['litellm'],
      from: { ...first.from, route: 'bedrock', litellm: data.litellm[2] ?? '' },
      to: {
        route: 'litellm-unified-azure',
        claudeCode: first.claudeCode,
        litellm: data.litellm.at(-1) ?? '',
      },
      cell: { feature: 'effort', route: 'litellm-unified-azure' },
    };
    await visit(browser, `${file}${hashOf(choices)}`, async ({ page, complaints }) => {
      const shown = async () => ({
        litellm: await page.locator('#filters [name=litellm]').inputValue(),
        clouds: await page.locator('#filters [value=clouds]').isChecked(),
        to: await page.locator('#sides [name=to-litellm]').inputValue(),
        cell: await page.locator('#cell').isVisible(),
      });
      const asLinked = { litellm: data.litellm[2], clouds: false, to: data.litellm.at(-1), cell: true };
      expect(await shown()).toEqual(asLinked as never);
      await page.locator('#filters [value=clouds]').setChecked(true);
      await page.locator('#cell .close').click();
      expect(await shown()).toEqual({ ...asLinked, clouds: true, cell: false } as never);
      await page.goBack();
      await page.goBack();
      await until('what the link said', async () => Bun.deepEquals(await shown(), asLinked));
      expect(page.url()).toEndWith(hashOf(choices));
      await page.goForward();
      await until('the next choice', async () => (await shown()).clouds);
      expect(complaints).toEqual([]);
    });
  });

  test.each([1280, 320])('keeps the names of the routes in view at %i pixels', async width => {
    await visit(
      browser,
      file,
      async ({ page }) => {
        // On a wide screen the page scrolls, on a narrow one the table in its place.
        await page.evaluate(
          `document.querySelector('#table tbody:last-child').scrollIntoView({ block: 'end' })`,
        );
        const tops = await page.evaluate(`[...document.querySelectorAll('#table th[scope=col]')]
          .map(head => head.getBoundingClientRect().top)`);
        for (const top of tops as number[]) {
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThan(400);
        }
      },
      { width },
    );
  });

  test.each([320, 768])(
    'has no scroll bar of its own at %i pixels, and all of the table within reach',
    async width => {
      const address = `${file}${hashOf({ ...first, cell: { feature: 'effort', route: 'foundry' } })}`;
      await visit(
        browser,
        address,
        async ({ page }) => {
          expect(await widthOf(page)).toBe(width);
          const scroller = '.scroller:has(#table)';
          await page.locator(scroller).focus();
          await page.evaluate(`document.querySelector('${scroller}').scrollTo(99999, 0)`);
          const edges =
            await page.evaluate(`[...document.querySelectorAll('#table tbody tr:nth-child(2) > :is(th, td:last-child)')]
          .map(cell => cell.getBoundingClientRect()).map(({ left, right }) => left >= 0 && right <= innerWidth)`);
          expect(edges).toEqual(Array.from({ length: 6 }, () => true));
          for (const selector of ['#sides select', '#filters select', '#cell', '#differences'])
            expect(
              await page.evaluate(`[...document.querySelectorAll('${selector}')]
              .every(each => each.getBoundingClientRect().right <= innerWidth)`),
            ).toBe(true);
        },
        { width },
      );
    },
  );

  test.each(['light', 'dark'] as const)('has no serious finding of axe, %s', async colorScheme => {
    const cell = { feature: 'effort', route: 'foundry' } as const;
    const open = hashOf({ ...first, litellm: data.litellm.at(-1) ?? '', cell });
    // Below the comparison nothing changes with the width.
    for (const [width, without] of [
      [1280, []],
      [320, ['#details', '#sources']],
    ] as const)
      await visit(
        browser,
        `${file}${open}`,
        async ({ page }) => {
          await page.emulateMedia({ colorScheme });
          expect(await seriousFindings(page, without)).toEqual([]);
        },
        { width },
      );
  });

  test('prints the table and the comparison, and no controls', async () => {
    await visit(browser, file, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#table').isVisible()).toBe(true);
      expect(await page.locator('#differences').isVisible()).toBe(true);
      for (const hidden of ['nav', '#filters', '#sides', '#details'])
        expect(await page.locator(hidden).isVisible()).toBe(false);
    });
  });
});
