// Sorting by a column's heading, and showing the rows of some verdicts or names only. The tables are complete without it.
for (const table of document.querySelectorAll('table[data-sortable]')) makeSortable(/** @type {HTMLTableElement} */ (table))
for (const hint of document.querySelectorAll('[data-filter]')) addFilters(/** @type {HTMLElement} */ (hint))

/** @param {HTMLTableElement} table */
function makeSortable(table) {
  const headings = [...table.querySelectorAll('thead th')]
  for (const [column, heading] of headings.entries()) {
    const button = document.createElement('button')
    button.type = 'button'
    button.title = 'Sort by this column'
    button.append(...heading.childNodes)
    heading.append(button)
    button.addEventListener('click', () => {
      const ascending = heading.getAttribute('aria-sort') !== 'ascending'
      for (const other of headings) other.removeAttribute('aria-sort')
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending')
      sortRows(table, column, ascending ? 1 : -1)
    })
  }
}

/** Numbers as numbers; what is missing stays at the end. @param {HTMLTableElement} table @param {number} column @param {1 | -1} sign */
function sortRows(table, column, sign) {
  const body = table.tBodies[0]
  if (body === undefined) return
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }))
  keyed.sort((a, b) => {
    if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '')
    if (typeof a.key === 'number' && typeof b.key === 'number') return sign * (a.key - b.key)
    return sign * String(a.key).localeCompare(String(b.key), 'en', { numeric: true })
  })
  body.append(...keyed.map(({ row }) => row))
}

/** @param {HTMLTableCellElement | undefined} cell @returns {string | number} */
function keyOf(cell) {
  const text = (cell?.dataset['sort'] ?? cell?.textContent ?? '').trim()
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

/** A button for each verdict, and a field for names. @param {HTMLElement} hint */
function addFilters(hint) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('tr[data-state]')])
  const states = [...new Set(rows.map((row) => row.dataset['state'] ?? ''))]
  /** @type {Set<string>} */
  const wanted = new Set()
  const field = document.createElement('input')
  field.type = 'search'
  field.placeholder = 'Find a sample'
  field.setAttribute('aria-label', 'Find a sample')
  const said = document.createElement('span')
  said.className = 'muted'
  said.setAttribute('role', 'status')
  const show = () => {
    const name = field.value.trim().toLowerCase()
    const shown = rows.filter((row) => {
      const visible = (wanted.size === 0 || wanted.has(row.dataset['state'] ?? '')) && nameOf(row).includes(name)
      row.hidden = !visible
      return visible
    })
    said.textContent = shown.length === rows.length ? '' : `${shown.length} of ${rows.length} samples`
  }
  const buttons = states.map((state) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = state
    button.setAttribute('aria-pressed', 'false')
    button.addEventListener('click', () => {
      if (!wanted.delete(state)) wanted.add(state)
      button.setAttribute('aria-pressed', String(wanted.has(state)))
      show()
    })
    return button
  })
  field.addEventListener('input', show)
  const bar = document.createElement('div')
  bar.className = 'filters'
  bar.append(field, ...(states.length > 1 ? buttons : []), said)
  hint.after(bar)
}

/** @param {HTMLElement} row */
function nameOf(row) {
  return (row.querySelector('th')?.textContent ?? '').toLowerCase()
}
