import { idOf } from '../gateway/storage/cloud-files'
import { readAnswers } from '../options'
import { isMembers } from '../platform/members'
import type { ControlAnswer, ControlCall } from '../server/serving'

/** A longer response is not listed. */
const mostCharacters = 64 * 1024

/** The first name of the method that a query names. @throws Error when there is none of that name */
function methodIn({ query, serving }: ControlCall): string {
  const name = query.get('method') ?? ''
  const { firstNameOf } = serving.platform
  const method = firstNameOf(name)
  if (method !== undefined) return method
  throw new Error(
    `method names ${name.slice(0, 80) || 'nothing'}, which is not a method${firstNameOf.hint(name)}`,
  )
}

/** The requests of a method in the log, each with what was answered, as text. */
function showCalls(call: ControlCall): object {
  const { platform, world } = call.serving
  const method = methodIn(call)
  const entries = world.log.list().filter(entry => platform.firstNameOf(entry.method ?? '') === method)
  return entries.map(entry => {
    const response = world.responses.get(entry) ?? ''
    return response.length > mostCharacters ? entry : { ...entry, response: world.mask(response) }
  })
}

/** All answers that are configured, those of the start too. */
function showAnswers({ serving }: ControlCall): object {
  const { answers } = serving.world
  const all: { [method: string]: object } = {}
  for (const method in answers) all[method] = answers[method]!
  return all
}

function setAnswers({ serving, given }: ControlCall): object {
  const answers = readAnswers(given, 'answers', serving.platform.firstNameOf)
  Object.assign(serving.world.answers, answers)
  return { methods: Object.keys(answers) }
}

/** Takes back an answer that was set since the start, or all; the one of the start then counts again. */
function takeAnswersBack(call: ControlCall): object {
  const { answers } = call.serving.world
  const methods = call.query.has('method') ? [methodIn(call)] : Object.keys(answers)
  const removed = methods.filter(method => Object.hasOwn(answers, method))
  for (const method of removed) delete answers[method]
  return { removed: removed.length }
}

/** The id of a file that is named by it, or by its path. */
const idFrom = (name: string): string => (name.startsWith('cloud://') ? name : idOf('local', name))

/** All files of the storage, or the one that `file` names, in base64. */
function showFiles({ serving, query }: ControlCall): object | null {
  const { files } = serving.world
  const name = query.get('file')
  if (name === null) return files.list()
  const bytes = files.read(idFrom(name))
  return bytes ? { fileID: idFrom(name), base64: bytes.toString('base64') } : null
}

function putFile({ serving, given }: ControlCall): object {
  const { path, base64 } = isMembers(given) ? given : {}
  if (typeof path !== 'string' || typeof base64 !== 'string')
    throw new Error('Send { "path": …, "base64": … }, the path of the file and its bytes')
  const fileId = idOf('local', path)
  serving.world.files.put({ fileId, path }, Buffer.from(base64, 'base64'))
  return { fileID: fileId }
}

/** What is wrong, as a sentence. */
export const problemOf = (error: unknown): string => `${(error as Error).message}.`.replace(/\?\.$/, '?')

/** What is wrong with a request becomes the response. */
const told =
  (show: (call: ControlCall) => object | null) =>
  (call: ControlCall): ControlAnswer => {
    try {
      return { json: show(call) }
    } catch (error) {
      return { problem: problemOf(error) }
    }
  }

/** What tests ask beyond the log: calls with their responses, answers of their own, files, and what has only a sample. */
export const testRoutes = {
  '/__emu/calls': { GET: told(showCalls) },
  '/__emu/answers': { GET: told(showAnswers), POST: told(setAnswers), DELETE: told(takeAnswersBack) },
  '/__emu/unhandled': { GET: told(({ serving }) => Object.fromEntries(serving.world.samples)) },
  '/__emu/storage/files': { GET: told(showFiles), POST: told(putFile) },
}
