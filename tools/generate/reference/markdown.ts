/** A table of Markdown; columns that are empty in every row are omitted. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = heads.map((_, at) => at).filter(at => at === 0 || rows.some(row => row[at]))
  const line = (cells: readonly string[]) => `| ${kept.map(at => cells[at] ?? '').join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text of ours as Markdown shows it: one line, and nothing in it is markup but code in backquotes. */
export const text = (words: string): string =>
  words
    .split(/(`[^`]*`)/)
    .map(part => (part.startsWith('`') && part.length > 1 ? part : part.replace(/[<>*_[\]]/g, '\\$&')))
    .join('')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\|/g, '\\|')

/** A piece of code inside a line or a table. */
export const code = (source: string): string => `\`${source.replace(/\|/g, '\\|')}\``

/** Moves a name to the right, level by level, in a way that no narrow column breaks. */
export const indent = (level: number): string => '&nbsp;'.repeat(4 * level)

/** The anchor that GitHub gives to a heading of one word. */
export const anchor = (heading: string): string => heading.toLowerCase()

/** The file of a namespace, from the folder of the reference. */
export const fileOf = (namespace: string): string => `${namespace}.md`

/** A link to a method, from any page of the reference. */
export const linkTo = (name: string): string => {
  const dot = name.lastIndexOf('.')
  return `[${code(name)}](${fileOf(name.slice(0, dot))}#${anchor(name.slice(dot + 1))})`
}

/** The first line of every generated page; Markdown does not show it. */
export const banner = '<!-- DO NOT EDIT. Made from shared/catalogue by `npm run generate`. -->\n'
