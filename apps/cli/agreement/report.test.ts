// Reports as their readers open them, in Chromium: without a network, without scripts, dark, printed, by keyboard, and with 500 samples.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runWriters, type RunRecord, type SampleRecord } from '@genomsyn/writers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { genomsyn } from '../test/command.ts'
import { suiteFolder } from '../test/sample-files.ts'
import { hasBrowser, launchBrowser, openPage } from './browser.ts'
import { Comparisons } from './comparisons.ts'

const compared = new Comparisons()
/** One comparison. */
function expectSame<Value>(ours: Value, theirs: Value): void {
  compared.agree({ value: ours }, { value: theirs })
}

const folder = suiteFolder()
const results = join(folder, 'results')
const runPage = join(results, 'report.html')
const samplePage = join(results, 'SHALLOW.report.html')
const largePage = join(folder, 'large', 'report.html')
/** Four times what it took beside two busy neighbours. */
const SOON_MS = 4000

/** Of tests, since there is no DOM in the types of Node. */
const textOfMain = "document.querySelector('main').innerText"

let browser: Browser

/** The first sample of the demonstration, 500 times, a tenth of them shallow. */
function largeRun(): RunRecord {
  const kept = (name: string): SampleRecord =>
    JSON.parse(readFileSync(join(results, '.genomsyn', 'samples', name, 'record.json'), 'utf8')) as SampleRecord
  const [good, shallow] = [kept('GOOD'), kept('SHALLOW')]
  const samples = Array.from({ length: 500 }, (_, i) => ({ ...(i % 10 === 3 ? shallow : good), sample: `NA${10_000 + i}` }))
  return {
    tool: { name: 'genomsyn', version: '0.1.0' },
    profile: { name: 'demo', version: '1.0.0', status: 'example' },
    sheet: 'large.csv',
    samples,
    unexpectedFiles: [],
  }
}

describe.runIf(hasBrowser)('a report in Chromium', () => {
  beforeAll(async () => {
    await genomsyn('demo', 'facility', folder)
    mkdirSync(join(folder, 'large'))
    writeFileSync(largePage, await runWriters.find(({ id }) => id === 'report-html')!.write(largeRun()))
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
  })

  it.each([
    ['of a run', runPage],
    ['of a sample', samplePage],
  ])('%s opens offline, complains of nothing and asks for nothing but itself', async (_, path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints, requests } = await openPage(browser, path, { colorScheme })
      expectSame(complaints, [])
      expectSame(requests, [`file://${path}`])
      await page.context().close()
    }
  })

  it.each([
    ['of a run', runPage],
    ['of a sample', samplePage],
  ])('%s says and draws the same without scripts', async (_, path) => {
    const [withScripts, without] = await Promise.all(
      [true, false].map(async (javaScriptEnabled) => {
        const { page } = await openPage(browser, path, { javaScriptEnabled })
        const drawn = await page.locator('svg:visible').count()
        const rows = await page.locator('main table tr:visible').count()
        await page.context().close()
        return { drawn, rows }
      }),
    )
    expectSame(without, withScripts)
    expect(without!.drawn).toBeGreaterThan(1)
  })

  it('has another ground in the dark, and text that stands out in both', async () => {
    const grounds = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const { page } = await openPage(browser, samplePage, { colorScheme })
        const contrast = await page.evaluate<number[]>(contrastScript)
        const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
        for (const ratio of contrast) expect(ratio).toBeGreaterThanOrEqual(4.5) // WCAG 2.2, 1.4.3
        expectSame(contrast.length > 40, true)
        return ground
      }),
    )
    expect(new Set(grounds).size).toBe(2)
  })

  it('is as wide as its window, from a telephone to a desk', async () => {
    for (const width of [390, 820, 1280, 1920]) {
      for (const path of [runPage, samplePage]) {
        const { page } = await openPage(browser, path, { viewport: { width, height: 900 } })
        expectSame(await page.evaluate<number>('document.documentElement.scrollWidth'), width)
        await page.context().close()
      }
    }
  })

  it('prints as PDF, with what is folded on the screen', async () => {
    const { page } = await openPage(browser, samplePage)
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
    await page.emulateMedia({ media: 'print' })
    expectSame(await page.evaluate<string>("getComputedStyle(document.querySelector('nav')).display"), 'none')
    const metric = page.locator('#metrics tbody tr').first()
    expect((await metric.boundingBox())!.height).toBeGreaterThan(5)
    await page.context().close()
  })

  it('is walked through by keyboard: first to the content, then by heading of the table', async () => {
    const { page } = await openPage(browser, runPage)
    await page.keyboard.press('Tab')
    expectSame(await page.evaluate<string>('document.activeElement.textContent'), 'Skip to the content')
    await page.keyboard.press('Enter')
    expectSame(await page.evaluate<string>('document.activeElement.id'), 'content')
    const heading = page.getByRole('button', { name: 'Mean coverage (x)' })
    await heading.focus()
    await page.keyboard.press('Enter')
    const names = await page.locator('#verdicts tbody th').allTextContents()
    expectSame(names, ['SHALLOW', 'MIXED', 'GOOD'])
    expectSame(await page.locator('th[aria-sort="ascending"]').count(), 1)
    await page.context().close()
  })

  it('zooms a figure with the numbers that it carries, and back', async () => {
    const { page, complaints } = await openPage(browser, samplePage)
    const zoom = page.getByRole('button', { name: 'Zoom: How deep the positions are' })
    await zoom.click()
    expectSame(await page.locator('#coverage .uplot canvas').count(), 1)
    await page.locator('#coverage [role=application]').focus()
    await page.keyboard.press('+')
    await zoom.click()
    expectSame(await page.locator('#coverage .uplot').count(), 0)
    expectSame(complaints, [])
    await page.context().close()
  })

  it('of 500 samples is soon there, sorts and filters without a pause, and is below a megabyte', async () => {
    expect(readFileSync(largePage).length).toBeLessThan(1_000_000)
    const began = performance.now()
    const { page, complaints } = await openPage(browser, largePage)
    expect(await page.evaluate<string>(textOfMain)).toContain('NA10499')
    const opened = performance.now() - began
    const sorted = await page.evaluate<number>(
      "(() => { const t = performance.now(); document.querySelectorAll('thead button')[3].click(); document.body.offsetHeight; return performance.now() - t })()",
    )
    await page.getByLabel('Find a sample').fill('NA1042')
    expectSame(await page.locator('#verdicts tbody tr:visible').count(), 10)
    console.log(`500 samples: opened in ${opened.toFixed(0)} ms, sorted in ${sorted.toFixed(0)} ms`)
    expect(opened).toBeLessThan(SOON_MS)
    expect(sorted).toBeLessThan(SOON_MS / 4)
    expectSame(complaints, [])
    await page.context().close()
  })
})

/** Contrast of the text of paragraphs, cells, terms and tags against the page, by the formula of WCAG 2.2. */
const contrastScript = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element) => {
    const ground = getComputedStyle(element).backgroundColor
    return /, 0\\)$|transparent/.test(ground) && element.parentElement ? groundOf(element.parentElement) : ground
  }
  return [...document.querySelectorAll('p, td, th, dt, dd, a, .tag, figcaption, summary, button')].map((element) => {
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].toSorted((x, y) => y - x)
    return (a + 0.05) / (b + 0.05)
  })
})()`

compared.atLeast(25)
