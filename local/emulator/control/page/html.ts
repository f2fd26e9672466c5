/** Markup that was written here, as opposed to text that came from anybody. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = string | number | Markup | readonly Markup[] | undefined

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const asText = (text: string): string => text.replace(/[&<>"']/g, character => entities[character]!)

function shown(piece: Piece): string {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  if (Array.isArray(piece)) return piece.map(one => one.text).join('')
  return asText(String(piece))
}

/** Puts pieces into markup; whatever is not markup itself becomes text. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Markup =>
  new Markup(parts.map((part, at) => part + (at < pieces.length ? shown(pieces[at]) : '')).join(''))
