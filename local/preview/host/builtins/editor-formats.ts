import { cssLength } from './builtin'
import { drawNodes } from './rich-text'

interface Op {
  insert?: unknown
  attributes?: Record<string, unknown>
}

/** The contents as a list of what was inserted. */
export interface Delta {
  ops?: Op[]
}

/** Formats of the browser's own, by WeChat's names. */
const commands: Record<string, string> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikeThrough',
  ins: 'underline',
}
const lists: Record<string, string> = { ordered: 'insertOrderedList', bullet: 'insertUnorderedList' }
const aligns: Record<string, string> = {
  left: 'justifyLeft',
  center: 'justifyCenter',
  right: 'justifyRight',
  justify: 'justifyFull',
}
const scripts: Record<string, string> = { sub: 'subscript', super: 'superscript' }
const coloured: Record<string, string> = { color: 'foreColor', backgroundColor: 'hiliteColor' }
/** Styles of the words that are selected, and of the lines they are in. */
const wordStyles = ['fontFamily', 'fontSize', 'fontStyle', 'fontVariant', 'fontWeight', 'letterSpacing']
const lineStyles = (
  'lineHeight margin marginTop marginBottom marginLeft marginRight padding paddingTop paddingBottom paddingLeft ' +
  'paddingRight textIndent textDecoration'
).split(' ')

/** Gives what is selected a format; the same one again takes it away. */
export function formatText(field: HTMLElement, name: string, value?: string): void {
  const run = (command: string, given?: string) => document.execCommand(command, false, given)
  document.execCommand('styleWithCSS', false, String(name in coloured))
  if (name in commands) run(commands[name]!)
  else if (name in coloured) run(coloured[name]!, value)
  else if (name === 'script') run(scripts[value ?? ''] ?? 'removeFormat')
  else if (name === 'align') run(aligns[value ?? 'left'] ?? 'justifyLeft')
  else if (name === 'indent') run(String(value).startsWith('-') ? 'outdent' : 'indent')
  else if (name === 'list') run(lists[value ?? ''] ?? 'insertUnorderedList')
  else if (name === 'header') run('formatBlock', /^[1-6]$/.test(String(value)) ? `h${value}` : 'p')
  else if (name === 'direction') styleLines(field, 'direction', value === 'rtl' ? 'rtl' : '')
  else if (lineStyles.includes(name)) styleLines(field, name, value ? cssLength(value) : '')
  else if (wordStyles.includes(name) && value) styleWords(name, value)
}

function styleLines(field: HTMLElement, name: string, value: string): void {
  const selection = getSelection()
  if (field.firstChild && !(field.firstChild instanceof Element))
    document.execCommand('formatBlock', false, 'p')
  for (const line of field.children)
    if (line instanceof HTMLElement && selection?.containsNode(line, true))
      Object.assign(line.style, { [name]: value })
}

function styleWords(name: string, value: string): void {
  const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : undefined
  if (!range || range.collapsed) return
  const span = document.createElement('span')
  Object.assign(span.style, { [name]: cssLength(value) })
  span.append(range.extractContents())
  range.insertNode(span)
}

const inlineTags: Record<string, [name: string, value: unknown]> = {
  B: ['bold', true],
  STRONG: ['bold', true],
  I: ['italic', true],
  EM: ['italic', true],
  U: ['underline', true],
  INS: ['underline', true],
  S: ['strike', true],
  STRIKE: ['strike', true],
  DEL: ['strike', true],
  SUB: ['script', 'sub'],
  SUP: ['script', 'super'],
}

/** What an element between the words and the field means for them. */
function formatsOf(element: Element): Record<string, unknown> {
  const formats: Record<string, unknown> = {}
  const inline = inlineTags[element.tagName]
  if (inline) formats[inline[0]] = inline[1]
  const header = /^H([1-6])$/.exec(element.tagName)
  if (header) formats.header = Number(header[1])
  if (element.tagName === 'LI') formats.list = element.closest('ol') ? 'ordered' : 'bullet'
  if (!(element instanceof HTMLElement)) return formats
  const { style } = element
  if (style.textAlign && style.textAlign !== 'left') formats.align = style.textAlign
  for (const name of ['color', 'backgroundColor', 'direction', ...wordStyles, ...lineStyles]) {
    const value = (style as unknown as Record<string, string>)[name]
    if (value) formats[name] = value
  }
  return formats
}

function formatsAround(field: HTMLElement, node: Node | null): Record<string, unknown> {
  const formats: Record<string, unknown> = {}
  for (let one = node; one && one !== field; one = one.parentNode)
    if (one instanceof Element) Object.assign(formats, { ...formatsOf(one), ...formats })
  return formats
}

/** The formats where the caret is. */
export function formatsAt(field: HTMLElement): Record<string, unknown> {
  const anchor = getSelection()?.anchorNode ?? null
  return field.contains(anchor) ? formatsAround(field, anchor) : {}
}

const blocks = /^(P|DIV|LI|H[1-6]|BLOCKQUOTE|PRE)$/
const ofLines = ['header', 'list', 'align', 'direction', ...lineStyles]

/** Words with their formats; what a line is, is told at its end. */
export function readDelta(field: HTMLElement): Delta {
  const ops: Op[] = []
  const add = (insert: unknown, formats: Record<string, unknown>) => {
    const attributes = Object.keys(formats).length > 0 ? { attributes: formats } : {}
    const last = ops.at(-1)
    const isSame = JSON.stringify(last?.attributes ?? {}) === JSON.stringify(formats)
    if (last && isSame && typeof last.insert === 'string' && typeof insert === 'string') last.insert += insert
    else ops.push({ insert, ...attributes })
  }
  const split = (formats: Record<string, unknown>, isOfLine: boolean) =>
    Object.fromEntries(Object.entries(formats).filter(([name]) => ofLines.includes(name) === isOfLine))
  const walk = (node: Node) => {
    if (node instanceof Text) add(node.data, split(formatsAround(field, node), false))
    else if (node instanceof HTMLImageElement) add({ image: node.src }, {})
    else if (node instanceof HTMLHRElement) add({ divider: true }, {})
    else {
      for (const child of node.childNodes) walk(child)
      if (node instanceof Element && blocks.test(node.tagName) && !node.querySelector('p, div, li'))
        add('\n', split(formatsAround(field, node), true))
    }
  }
  for (const child of field.childNodes) walk(child)
  const last = ops.at(-1)?.insert
  if (typeof last !== 'string' || !last.endsWith('\n')) add('\n', {})
  return { ops }
}

const tagsOf: Record<string, string> = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' }

/** Draws a delta by the list of tags of rich text, so that nothing else comes in with it. */
export function drawDelta(delta: Delta | undefined, owner: string): Node[] {
  const lines: { words: object[]; formats: Record<string, unknown> }[] = [{ words: [], formats: {} }]
  for (const { insert, attributes = {} } of delta?.ops ?? []) {
    if (typeof insert !== 'string') {
      const { image, divider } = (insert ?? {}) as { image?: unknown; divider?: unknown }
      if (image) lines.at(-1)!.words.push({ name: 'img', attrs: { src: String(image) } })
      if (divider) lines.at(-1)!.words.push({ name: 'hr' })
      continue
    }
    const parts = insert.split('\n')
    for (const [at, part] of parts.entries()) {
      if (part) lines.at(-1)!.words.push(wordsOf(part, attributes))
      if (at === parts.length - 1) continue
      lines.at(-1)!.formats = attributes
      lines.push({ words: [], formats: {} })
    }
  }
  if (lines.at(-1)!.words.length === 0) lines.pop()
  const nodes = lines.map(({ words, formats }) => {
    const { header, list, align } = formats
    const children = words.length > 0 ? words : [{ name: 'br' }]
    const attrs = align ? { style: `text-align: ${align}` } : {}
    if (list) return { name: list === 'ordered' ? 'ol' : 'ul', children: [{ name: 'li', attrs, children }] }
    return { name: header ? `h${header}` : 'p', attrs, children }
  })
  return drawNodes(nodes, owner, words => words)
}

function wordsOf(text: string, attributes: Record<string, unknown>): object {
  const style = ['color', 'backgroundColor', ...wordStyles]
    .filter(name => typeof attributes[name] === 'string')
    .map(name => `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}: ${attributes[name]}`)
    .join(';')
  let node: object = { type: 'text', text }
  for (const [name, tag] of Object.entries(tagsOf))
    if (attributes[name]) node = { name: tag, children: [node] }
  const { script } = attributes
  if (script) node = { name: script === 'sub' ? 'sub' : 'sup', children: [node] }
  return style ? { name: 'span', attrs: { style }, children: [node] } : node
}
