import type { CloudAccess, CloudFault, Progress, Snapshot, Transfer } from '../host/wx/cloud/access'
import { CloudFailure, failureOf } from '../host/wx/cloud/failure'
import { hideSecrets } from '../server/call-function'
import { texts } from '../texts'
import { postTo, reasonOf, refusalOf, type ShownCall } from './calls'
import type { News } from './news'

/** Who is told of one watch. */
interface Watcher {
  hear(snapshot: Snapshot): void
  fail(failure: CloudFailure): void
}

type Answer = { data?: Record<string, unknown> } & Partial<CloudFault>

/** What people write for each action of the gateway. */
const words: Record<string, string> = {
  'database.queryDocument': 'database.get',
  'database.countDocument': 'database.count',
  'database.addDocument': 'database.add',
  'database.updateDocument': 'database.update',
  'database.deleteDocument': 'database.remove',
  'database.aggregateDocuments': 'database.aggregate',
  'storage.batchGetDownloadUrl': 'storage.getTempFileURL',
  'storage.batchDeleteFile': 'storage.deleteFile',
}

/** Asks the server of this page for the database and the storage of the emulator, for who is calling. */
export class EmulatorCloud implements CloudAccess {
  readonly #watchers = new Map<number, Watcher>()
  #watchCount = 0

  /** @param show gets each call; of a watch only its first news */
  constructor(
    private readonly state: { token: string },
    private readonly caller: { name: string; openid: string },
    private readonly news: News,
    private readonly show: (call: ShownCall) => void,
  ) {
    news.listen(line => {
      if (line === 'closed') {
        const closed = new CloudFailure(-1, 'the connection was closed')
        for (const watch of [...this.#watchers.keys()]) this.#end(watch, closed)
        return
      }
      const { watch = 0, snapshot, fault } = line
      if (snapshot) this.#watchers.get(watch)?.hear(snapshot)
      if (fault) this.#end(watch, failureOf(fault))
    })
  }

  ask(action: string, values: object, isOwn = false): Promise<Record<string, unknown>> {
    const answer = this.#post('ask', { action, values }).then(dataOf)
    // What a built-in shows of the storage is no call of the mini program.
    return isOwn ? answer : this.#shown(words[action] ?? action, values, answer)
  }

  /** Lists a call with what it was asked for, once there is an answer. */
  async #shown<Result>(name: string, values: object, answer: Promise<Result>): Promise<Result> {
    const start = performance.now()
    const { collectionName, ...data } = values as { collectionName?: string }
    const called = collectionName ? `${name} · ${collectionName}` : name
    const list = (rest: Partial<ShownCall>) =>
      this.show(
        hideSecrets({
          ...{ name: called, data, seen: [], caller: this.caller.name },
          milliseconds: Math.round(performance.now() - start),
          ...rest,
        }),
      )
    try {
      const result = await answer
      list({ result })
      return result
    } catch (error) {
      const { errCode = -1, reason } = error as CloudFailure
      list({ failure: { errCode, errMsg: reason } })
      throw error
    }
  }

  upload(
    file: Blob,
    { path, env }: { path: string; env: string },
    progress: Progress,
  ): Transfer<{ fileID: string }> {
    const { request, response } = this.#send('upload', { path, env })
    request.upload.addEventListener('progress', event => progress(event.loaded, event.total))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(file)
    const answer = response.then(async body => dataOf(JSON.parse(await body.text())) as { fileID: string })
    const result = this.#shown('storage.uploadFile', { cloudPath: path, size: file.size }, answer)
    return { result, abort: () => request.abort() }
  }

  download(fileID: string, progress: Progress): Transfer<Blob> {
    const { request, response } = this.#send('download')
    request.addEventListener('progress', event => progress(event.loaded, event.total))
    request.setRequestHeader('content-type', 'application/json')
    request.send(JSON.stringify({ fileID }))
    const answer = response.then(async body => {
      const type = request.getResponseHeader('x-file-type')
      if (type === null) dataOf(JSON.parse(await body.text()))
      // As a page it would have this origin.
      return body.slice(0, body.size, /^(image|audio|video)\//.test(type ?? '') ? type! : '')
    })
    const shown = answer.then(({ type, size }) => ({ type, size }))
    void this.#shown('storage.downloadFile', { fileID }, shown).catch(() => undefined)
    return { result: answer, abort: () => request.abort() }
  }

  watch(
    values: object,
    hear: (snapshot: Snapshot) => void,
    fail: (failure: CloudFailure) => void,
  ): () => Promise<void> {
    this.#watchCount += 1
    const watch = this.#watchCount
    const first = new Promise<object>((resolve, reject) => {
      this.#watchers.set(watch, {
        hear(snapshot) {
          resolve({ docs: snapshot.docs })
          hear(snapshot)
        },
        fail(failure) {
          reject(failure)
          fail(failure)
        },
      })
    })
    void this.#shown('database.watch', values, first).catch(() => undefined)
    const begun = this.#begin(watch, values).catch(failure => this.#end(watch, failure))
    return async () => {
      this.#watchers.delete(watch)
      await begun
      await this.#stop(watch).catch(() => undefined)
    }
  }

  async #begin(watch: number, values: object): Promise<void> {
    const answer = await this.#post('watch', { channel: await this.#channel(), watch, values })
    if (answer.code !== undefined) throw failureOf(answer as CloudFault)
  }

  async #stop(watch: number): Promise<void> {
    await this.#post('watch', { channel: await this.#channel(), watch })
  }

  async #channel(): Promise<string> {
    return this.news.channel.catch((error: Error) => {
      throw new CloudFailure(-1, `request:fail ${reasonOf(error)}`)
    })
  }

  #end(watch: number, failure: CloudFailure): void {
    const watcher = this.#watchers.get(watch)
    this.#watchers.delete(watch)
    watcher?.fail(failure)
  }

  async #post(what: string, body: object): Promise<Answer> {
    const sent = postTo(this.#address(what), this.state.token, JSON.stringify(body))
    const response = await sent.catch((error: Error) => {
      throw new CloudFailure(-1, `request:fail ${reasonOf(error)}`)
    })
    if (response.ok) return response.json() as Promise<Answer>
    throw new CloudFailure(-1, await refusalOf(response))
  }

  /** A request that tells how far it is, as `fetch` does not; it is still to be sent. */
  #send(what: string, more: Record<string, string> = {}) {
    const request = new XMLHttpRequest()
    const response = new Promise<Blob>((resolve, reject) => {
      const fail = (reason: string) => reject(new CloudFailure(-1, reason))
      request.addEventListener('load', async () => {
        if (request.status === 200) return resolve(request.response)
        fail(texts.page.status(request.status, await (request.response as Blob).text()))
      })
      request.addEventListener('error', () => fail(`request:fail ${reasonOf(new Error('network error'))}`))
      request.addEventListener('abort', () => fail('abort'))
    })
    request.open('POST', this.#address(what, more))
    request.responseType = 'blob'
    request.setRequestHeader('x-preview-token', this.state.token)
    return { request, response }
  }

  #address(what: string, more: Record<string, string> = {}): string {
    return `/__cloud/${what}?${new URLSearchParams({ caller: this.caller.openid, ...more })}`
  }
}

/** What the gateway answered. @throws CloudFailure when it refused */
function dataOf({ data, code, message = '' }: Answer): Record<string, unknown> {
  if (code !== undefined) throw failureOf({ code, message })
  return data ?? {}
}
