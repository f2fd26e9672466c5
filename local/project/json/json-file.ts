import { pathFrom, readText, realPathWithin } from '../files'
import { lineAndColumn, type Place } from '../finding'
import { en } from '../texts/en'
import { JsonFault, type JsonNode, readJson } from './read-json'

/** A file of JSON of the project: read, absent, or broken with where and why. */
export type JsonFile =
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly place: Place; readonly problem: string }
  | { readonly state: 'read'; readonly text: string; readonly tree: JsonNode; place(at: number): Place }

/**
 * Reads a file of JSON.
 * @param folder the folder of the project, from which the file is named
 */
export function readJsonFile(path: string, folder: string): JsonFile {
  const file = pathFrom(folder, path)
  const broken = (problem: string, line = 1, column = 1): JsonFile => ({
    state: 'broken',
    place: { file, line, column },
    problem,
  })
  if (realPathWithin(folder, path) === 'outside') return broken(en.files.linkOut)
  let text: string
  try {
    const read = readText(path)
    if (!read) return broken(en.files.notUtf8)
    text = read.text
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? { state: 'absent' } : broken(en.files.unreadable(code))
  }
  try {
    const place = (at: number): Place => ({ file, ...lineAndColumn(text, at) })
    return { state: 'read', text, tree: readJson(text), place }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    const { line, column } = lineAndColumn(text, error.at)
    return broken(
      error.advice ? en.files.withAdvice(error.message, error.advice) : error.message,
      line,
      column,
    )
  }
}
