import { framedLengths } from '../../compile/host-markup'
import { withoutForeignFiles } from '../foreign-files'
import { host } from '../host'
import type { BuiltinDefinition } from './builtin'
import { showFile } from './file-address'

const plainTags =
  'a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt em ' +
  'fieldset footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section ' +
  'small span strong sub sup tbody tfoot thead tt u ul'

/** The tags that WeChat draws in a rich text, each with the attributes that it takes beside `class` and `style`. */
const tags: Record<string, string[]> = {
  ...Object.fromEntries(plainTags.split(' ').map(tag => [tag, []])),
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  font: ['color', 'face', 'size'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
  tr: ['colspan', 'height', 'rowspan', 'width'],
}

interface RichNode {
  type?: string
  name?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
  text?: string
}

export const richText: BuiltinDefinition = {
  properties: { nodes: null, space: String, userSelect: Boolean, selectable: Boolean, mode: String },
  reflected: ['space', 'userSelect', 'selectable'],
  start(self) {
    let shown: unknown
    return {
      update() {
        const nodes = self.property('nodes')
        if (nodes === shown) return
        shown = nodes
        const drawn =
          typeof nodes === 'string'
            ? parseHtml(nodes, self.owner)
            : drawNodes(nodes, self.owner, decodeEntities)
        self.inner('content').replaceChildren(...drawn)
      },
    }
  },
}

/** Parsed into a document that runs nothing and loads nothing; what is shown is built anew from the list of tags. */
export function parseHtml(html: string, owner: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return drawNodes([...body.childNodes].map(readNode), owner, words => words)
}

function readNode(node: Node): RichNode {
  if (!(node instanceof Element))
    return { type: 'text', text: node.nodeType === 3 ? (node.nodeValue ?? '') : '' }
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return { name: node.localName, attrs, children: [...node.childNodes].map(readNode) }
}

/** What of these nodes is drawn; a tag that is not in the list goes with all that is in it. */
export function drawNodes(nodes: unknown, owner: string, read: (words: string) => string): Node[] {
  if (!Array.isArray(nodes)) return []
  return (nodes as (RichNode | null)[]).flatMap((node): Node[] => {
    if (!node || typeof node !== 'object') return []
    if (node.type === 'text' || node.name === undefined)
      return [document.createTextNode(read(String(node.text ?? '')))]
    const tag = String(node.name).toLowerCase()
    return Object.hasOwn(tags, tag) ? [drawElement(tag, node, owner, read)] : []
  })
}

function drawElement(
  tag: string,
  { attrs, children }: RichNode,
  owner: string,
  read: (words: string) => string,
): HTMLElement {
  const element = document.createElement(tag)
  const given = Object.entries(attrs ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  )
  for (const [name, value] of given) {
    if (name === 'class') element.className = value
    // The style object takes declarations only; the page's policy lets them load nothing foreign.
    else if (name === 'style') element.style.cssText = withoutForeignFiles(framedLengths(value))
    else if (name === 'src') setSource(element, value, owner)
    else if (tags[tag]!.includes(name)) element.setAttribute(name, value)
  }
  element.append(...drawNodes(children, owner, read))
  return element
}

function setSource(element: HTMLElement, source: string, owner: string): void {
  if (!(element instanceof HTMLImageElement)) return
  const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(source)?.[1]?.toLowerCase()
  if (!scheme) element.src = host().assetUrl(source, owner)
  else if (scheme === 'cloud') void showFile(element, 'src', source.trim())
  else if (scheme === 'http' || scheme === 'https') {
    // Words stand where a picture is not loaded.
    void showFile(element, 'src', source.trim(), owner, () =>
      element.setAttribute('alt', element.alt || source),
    )
  } else if (/^\s*data:image\//i.test(source)) element.src = source
}

const entities: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  copy: '©',
  reg: '®',
  yen: '¥',
  middot: '·',
  hellip: '…',
  mdash: '—',
  times: '×',
}

/** The signs that entities stand for; what is none stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name: string) => {
    if (name) return (Object.hasOwn(entities, name) && entities[name]) || whole
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
