import type { Node } from '@babel/types'

/** Something in a source file that is not understood. It names the place to fix. */
export class SourceError extends Error {
  constructor(file: string, line: number | undefined, problem: string) {
    super(`${file}:${line ?? 1}: ${problem}`)
  }
}

/**
 * The text of the doc comment that stands before a node.
 * @throws SourceError when there are two: it is not known which is meant
 */
export function docOf(node: Node, file: string): string | undefined {
  const docs = (node.leadingComments ?? []).filter(
    ({ type, value }) => type === 'CommentBlock' && value.startsWith('*'),
  )
  if (docs.length > 1) {
    throw new SourceError(file, docs[1]!.loc?.start.line, 'two doc comments follow each other; keep one')
  }
  return docs[0] && textOf(docs[0].value)
}

const textOf = (comment: string): string =>
  comment
    .split('\n')
    .map(line => line.replace(/^\s*\*+ ?/, '').trimEnd())
    .join('\n')
    .trim()

/** The text of a comment that is only text, on one line for each paragraph. */
export const plainText = (comment: string): string =>
  comment
    .split(/\n{2,}/)
    .map(paragraph => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('\n')

/** The parts of a method's comment. */
interface MethodDoc {
  readonly title: string
  readonly notes?: string
  readonly see?: string
  readonly deprecated?: string
}

const nothingToSee = 'no public page found'

/**
 * Takes a method's comment apart: title, notes, `@see` and `@deprecated`.
 * @param refuse makes the error for what is wrong
 */
export function readMethodDoc(comment: string | undefined, refuse: (problem: string) => Error): MethodDoc {
  if (!comment) throw refuse('a method needs a comment with its title and @see')
  const [text = '', ...tags] = comment.split(/^(?=@)/m)
  const [title = '', ...notes] = text.trim().split(/\n{2,}/)
  if (title === '' || title.includes('\n'))
    throw refuse('the comment of a method starts with a title of one line')
  const found = new Map<string, string>()
  for (const tag of tags) {
    const [, name = '', value = ''] = /^@(\w+)\s*(.*)$/s.exec(tag) ?? []
    if (name !== 'see' && name !== 'deprecated') throw refuse(`@${name} is not known here`)
    if (found.has(name)) throw refuse(`@${name} stands twice`)
    found.set(name, plainText(value.trim()))
  }
  const see = found.get('see')
  if (!see) throw refuse(`a method needs @see, an address or "${nothingToSee}"`)
  if (see !== nothingToSee && !/^https:\/\/\S+$/.test(see)) {
    throw refuse(`@see must be one https address or "${nothingToSee}"`)
  }
  const deprecated = found.get('deprecated')
  return {
    title,
    ...(notes.length > 0 && { notes: plainText(notes.join('\n\n')) }),
    ...(see !== nothingToSee && { see }),
    ...(deprecated !== undefined && { deprecated }),
  }
}
