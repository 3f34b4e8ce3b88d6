// Tables: a caption for who hears the page, scopes on headings, numbers to the right. Sorting is an addition of tables.js.
import { html, type Content, type Markup } from './markup.ts'

export interface Column<Row> {
  readonly heading: string
  readonly cell: (row: Row) => Content
  /** Of the text unless it is a number. */
  readonly kind?: 'number' | 'text'
  /** What to sort by, where that is not what is shown. */
  readonly sortBy?: (row: Row) => string | number
  /** A class for all cells of the column. */
  readonly style?: string
}

export interface Table<Row> {
  readonly caption: string
  /** Whether the caption is shown too. */
  readonly captionShown?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly sortable?: boolean
  /** A class for the table. */
  readonly style?: string
  /** Attributes of a row, as HTML. */
  readonly rowAttributes?: (row: Row) => Content
}

/** The first column names the row. */
export function table<Row>({ caption, captionShown = false, columns, rows, ...more }: Table<Row>): Markup {
  const { sortable = false, style = null, rowAttributes = (): Content => null } = more
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
<table${style === null ? null : html` class="${style}"`}${sortable ? html` data-sortable` : null}>
<caption${captionShown ? null : html` class="heard"`}>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col" ${classOf(column)}>${column.heading}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr${rowAttributes(row)}>${columns.map((column, i) => cellOf(column, row, i === 0))}</tr>\n`)}</tbody>
</table>
</div>
`
}

function cellOf<Row>(column: Column<Row>, row: Row, isFirst: boolean): Markup {
  const sortBy = column.sortBy === undefined ? null : html` data-sort="${column.sortBy(row)}"`
  const content = column.cell(row)
  if (isFirst) return html`<th scope="row" ${classOf(column)}${sortBy}>${content}</th>`
  return html`<td${classOf(column)}${sortBy}>${content}</td>`
}

function classOf<Row>({ kind, style }: Column<Row>): Markup | null {
  const names = [...(kind === 'number' ? ['n'] : []), ...(style === undefined ? [] : [style])]
  return names.length === 0 ? null : html` class="${names.join(' ')}"`
}
