import type { CloudAccess, CloudFault, Progress, Snapshot, Transfer } from '../host/wx/cloud/access'
import { CloudFailure, failureOf } from '../host/wx/cloud/failure'
import { texts } from '../texts'
import { reasonOf } from './calls'

/** Who is told of one watch. */
interface Watcher {
  hear(snapshot: Snapshot): void
  fail(failure: CloudFailure): void
}

type Answer = { data?: Record<string, unknown> } & Partial<CloudFault>

/** A line of the stream that brings the news of all watches. */
type Line = { channel?: string; watch?: number; snapshot?: Snapshot; fault?: CloudFault }

/** Asks the server of this page for the database and the storage of the emulator, for who is calling. */
export class EmulatorCloud implements CloudAccess {
  readonly #watchers = new Map<number, Watcher>()
  #channel: Promise<string> | undefined
  #watchCount = 0

  constructor(
    private readonly token: string,
    private readonly openid: string,
  ) {}

  async ask(action: string, values: object): Promise<Record<string, unknown>> {
    return dataOf(await this.#post('ask', { action, values }))
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
    const result = response.then(async body => dataOf(JSON.parse(await body.text())) as { fileID: string })
    return { result, abort: () => request.abort() }
  }

  download(fileID: string, progress: Progress): Transfer<Blob> {
    const { request, response } = this.#send('download')
    request.addEventListener('progress', event => progress(event.loaded, event.total))
    request.setRequestHeader('content-type', 'application/json')
    request.send(JSON.stringify({ fileID }))
    const result = response.then(async body => {
      const type = request.getResponseHeader('x-file-type')
      if (type === null) dataOf(JSON.parse(await body.text()))
      // As a page it would have this origin.
      return body.slice(0, body.size, /^(image|audio|video)\//.test(type ?? '') ? type! : '')
    })
    return { result, abort: () => request.abort() }
  }

  watch(
    values: object,
    hear: (snapshot: Snapshot) => void,
    fail: (failure: CloudFailure) => void,
  ): () => Promise<void> {
    this.#watchCount += 1
    const watch = this.#watchCount
    this.#watchers.set(watch, { hear, fail })
    const begun = this.#begin(watch, values).catch(failure => this.#end(watch, failure))
    return async () => {
      this.#watchers.delete(watch)
      await begun
      await this.#post('watch', { channel: await this.#channel, watch }).catch(() => undefined)
    }
  }

  async #begin(watch: number, values: object): Promise<void> {
    this.#channel ??= this.#openChannel()
    const answer = await this.#post('watch', { channel: await this.#channel, watch, values })
    if (answer.code !== undefined) throw failureOf(answer as CloudFault)
  }

  #end(watch: number, failure: CloudFailure): void {
    const watcher = this.#watchers.get(watch)
    this.#watchers.delete(watch)
    watcher?.fail(failure)
  }

  /** One connection for all watches: a browser opens only a few to one server. */
  async #openChannel(): Promise<string> {
    try {
      const response = await this.#fetch('watches', {})
      const lines = linesOf(response.body!)
      const first = (await lines.next()).value as Line
      void this.#listen(lines)
      return first.channel!
    } catch (error) {
      this.#channel = undefined
      throw error
    }
  }

  async #listen(lines: AsyncIterable<Line>): Promise<void> {
    let reason = 'the connection was closed'
    try {
      for await (const { watch = 0, snapshot, fault } of lines) {
        if (snapshot) this.#watchers.get(watch)?.hear(snapshot)
        if (fault) this.#end(watch, failureOf(fault))
      }
    } catch (error) {
      reason = (error as Error).message
    }
    this.#channel = undefined
    for (const watch of [...this.#watchers.keys()]) this.#end(watch, new CloudFailure(-1, reason))
  }

  async #post(what: string, body: object): Promise<Answer> {
    return (await this.#fetch(what, body)).json() as Promise<Answer>
  }

  async #fetch(what: string, body: object): Promise<Response> {
    const response = await fetch(this.#address(what), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-preview-token': this.token },
      body: JSON.stringify(body),
    }).catch((error: Error) => {
      throw new CloudFailure(-1, `request:fail ${reasonOf(error)}`)
    })
    if (response.ok) return response
    throw new CloudFailure(-1, texts.page.status(response.status, await response.text()))
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
    request.setRequestHeader('x-preview-token', this.token)
    return { request, response }
  }

  #address(what: string, more: Record<string, string> = {}): string {
    return `/__cloud/${what}?${new URLSearchParams({ caller: this.openid, ...more })}`
  }
}

/** What the gateway answered. @throws CloudFailure when it refused */
function dataOf({ data, code, message = '' }: Answer): Record<string, unknown> {
  if (code !== undefined) throw failureOf({ code, message })
  return data ?? {}
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = `${rest}${value}`.split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as Line
  }
}
