// Cuts names into tokens, each name against the one before it, as an encoder may (CRAMcodecs section 5; hts-specs, 2025-04).
import type { NameTokens, Token } from './encoder.ts'

/** Numbers of up to nine digits fit into a token whatever the digits are. */
const PIECES = /\d{1,9}|[A-Za-z]{2,}|[^]/g
const MOST_TOKENS = 126

export function tokenise(names: readonly string[]): NameTokens[] {
  return names.map((name, i): NameTokens => {
    const same = names.lastIndexOf(name, i - 1)
    if (i > 0 && same >= 0) return { distance: i - same }
    const referred = i > 0 ? piecesOf(names[i - 1]!) : []
    return { distance: Math.min(i, 1), tokens: [...piecesOf(name).map((piece, p) => tokenOf(piece, referred[p])), ['END']] }
  })
}

/** What is left of a name with too many pieces is the last of them. */
function piecesOf(name: string): string[] {
  const pieces = name.match(PIECES) ?? []
  return pieces.length <= MOST_TOKENS ? pieces : [...pieces.slice(0, MOST_TOKENS - 1), pieces.slice(MOST_TOKENS - 1).join('')]
}

function tokenOf(piece: string, referred: string | undefined): Token {
  if (piece === referred) return ['MATCH']
  if (!/^\d{1,9}$/.test(piece)) return piece.length === 1 ? ['CHAR', piece] : ['STRING', piece]
  const hasZeros = piece.startsWith('0')
  const step = referred !== undefined && /^\d{1,9}$/.test(referred) ? Number(piece) - Number(referred) : -1
  const isStep = step >= 0 && step < 256
  if (hasZeros && isStep && referred!.startsWith('0') && referred!.length === piece.length) return ['DELTA0', step]
  if (hasZeros) return ['DIGITS0', Number(piece), piece.length]
  return isStep && !referred!.startsWith('0') ? ['DELTA', step] : ['DIGITS', Number(piece)]
}
