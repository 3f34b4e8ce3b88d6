// The page around a report: one file that asks for nothing else. Its policy forbids every request and every script but its own.
import { scriptSource } from './assets.ts'
import { html, type Markup, markup } from './markup.ts'

export interface Page {
  /** Of the window and of the list of tabs. */
  readonly title: string
  readonly header: Markup
  readonly sections: readonly PageSection[]
  readonly footer: Markup
  readonly style: string
  /** Run at the end of the page; nothing depends on them. */
  readonly scripts: readonly string[]
}

export interface PageSection {
  /** Unique on the page; the end of its address. */
  readonly id: string
  readonly title: string
  readonly content: Markup
}

/** A whole HTML document, ended by a newline. */
export function pageText({ title, header, sections, footer, style, scripts }: Page): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${scripts.map(scriptSource).join(' ')}; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="genomsyn" />
        <title>${title}</title>
        ${verbatim('style', style)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          ${header}
          <nav aria-label="Sections">
            <ul>
              ${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main id="content" tabindex="-1">${sections.map(sectionText)}</main>
        <footer>${footer}</footer>
        ${scripts.map((script) => verbatim('script', script))}
      </body>
    </html> `.markup
}

/** No letter more: the policy names a script by its digest. */
function verbatim(element: 'script' | 'style', text: string): Markup {
  return markup(`<${element}>${text}</${element}>\n`)
}

function sectionText({ id, title, content }: PageSection): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section> `
}
