import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { en } from '../texts/en'
import { readBody, readJson } from './call-function'
import { send, sendJson, sendText } from './http'

type Members = Record<string, unknown>

/** What a mini program may ask for; what functions may do besides is not passed on. */
const actions: { readonly [action: string]: 'database' | 'storage' } = {
  'database.queryDocument': 'database',
  'database.countDocument': 'database',
  'database.addDocument': 'database',
  'database.updateDocument': 'database',
  'database.deleteDocument': 'database',
  'database.aggregateDocuments': 'database',
  'storage.batchGetDownloadUrl': 'storage',
  'storage.batchDeleteFile': 'storage',
}

const largestAskBytes = 20 * 1024 * 1024
const largestFileBytes = 51 * 1024 * 1024

/** What the cloud's object storage says, in the codes of the gateway. */
const uploadCodes: { readonly [code: string]: string } = {
  InvalidArgument: 'INVALID_PARAM',
  AccessDenied: 'STORAGE_EXCEED_AUTHORITY',
}

/** Takes what the pages ask of the database and the storage to the emulator, for the user whose phone it is. */
export class CloudRelay {
  readonly #channels = new Map<string, WatchChannel>()

  /** @param isUser whether somebody with this OPENID can be chosen on the page */
  constructor(
    private readonly emulator: string,
    private readonly isUser: (openid: string) => boolean,
  ) {}

  /** @throws Error with `status` for what is no request of our page */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { searchParams } = new URL(request.url!, 'http://preview')
    const openid = searchParams.get('caller') ?? ''
    if (!this.isUser(openid)) return sendText(response, 400, en.server.unknownCaller)
    switch (path) {
      case '/__cloud/ask':
        return this.#ask(openid, await readMembers(request), response)
      case '/__cloud/upload':
        return sendJson(response, 200, await this.#upload(openid, searchParams, request))
      case '/__cloud/download':
        return this.#download(openid, await readMembers(request), response)
      case '/__cloud/watch':
        return sendJson(response, 200, await this.#watch(openid, await readMembers(request)))
      default:
        return sendText(response, 404, en.server.notFound)
    }
  }

  async #ask(openid: string, { action, values }: Members, response: ServerResponse): Promise<void> {
    const service = Object.hasOwn(actions, String(action)) ? actions[String(action)] : undefined
    if (!service) return sendText(response, 400, en.server.notForPages)
    const asked = { ...(values as object), action, openid }
    sendJson(response, 200, await post(`${this.emulator}/__emu/${service}/call`, asked))
  }

  async #upload(openid: string, target: URLSearchParams, request: IncomingMessage): Promise<Members> {
    const bytes = new Uint8Array(await readBody(request, largestFileBytes))
    const asked = { path: target.get('path') ?? '', envName: target.get('env') }
    const { data, ...fault } = await this.#storage(openid, 'getUploadMetadata', asked)
    if (!data) return fault
    const { url, fileId } = data as { url: string; fileId: string }
    const kept = await fetch(url, { method: 'PUT', body: bytes })
    if (kept.ok) return { data: { fileID: fileId } }
    const said = await kept.text()
    const [code = ''] = /(?<=<Code>).*(?=<\/Code>)/.exec(said) ?? []
    const [message = said.trim()] = /(?<=<Message>).*(?=<\/Message>)/.exec(said) ?? []
    return { code: uploadCodes[code] ?? 'STORAGE_REQUEST_FAIL', message }
  }

  /** The bytes of a file with its type beside them: what somebody uploaded must never be a page of this origin. */
  async #download(openid: string, { fileID }: Members, response: ServerResponse): Promise<void> {
    const { data, ...fault } = await this.#storage(openid, 'batchGetDownloadUrl', { file_list: [fileID] })
    if (!data) return sendJson(response, 200, fault)
    const [found] = (data as { download_list: { code: string; tempFileURL: string }[] }).download_list
    if (found!.code !== 'SUCCESS')
      return sendJson(response, 200, { code: found!.code, message: String(fileID) })
    const file = await fetch(encodeURI(found!.tempFileURL))
    if (!file.ok) return sendJson(response, 200, { code: 'STORAGE_REQUEST_FAIL', message: await file.text() })
    const type = file.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await file.arrayBuffer())
    send(response, 200, 'application/octet-stream', bytes, { 'x-file-type': type })
  }

  #storage(openid: string, action: string, values: object): Promise<Members> {
    return post(`${this.emulator}/__emu/storage/call`, { ...values, action: `storage.${action}`, openid })
  }

  /** Opens what `tell` hears the watches of one page by, a line each; nothing for somebody who cannot be chosen. */
  openChannel(openid: string, tell: (line: object) => void): { id: string; close(): void } | undefined {
    if (!this.isUser(openid)) return undefined
    const id = randomUUID()
    const channel = new WatchChannel(`${this.emulator}/__emu/database/watch`, openid, tell)
    this.#channels.set(id, channel)
    const close = () => {
      this.#channels.delete(id)
      channel.close()
    }
    return { id, close }
  }

  async #watch(openid: string, { channel: id, watch, values }: Members): Promise<Members> {
    const channel = this.#channels.get(String(id))
    if (channel?.openid !== openid) return { code: 'SYS_ERR', message: 'the page has no such channel' }
    if (values) return channel.start(Number(watch), values)
    channel.stop(Number(watch))
    return {}
  }
}

async function readMembers(request: IncomingMessage): Promise<Members> {
  return (await readJson(request, largestAskBytes)) as Members
}

/** What the emulator answers; what it does not take as a request has a code, too. */
async function post(url: string, body: object, signal?: AbortSignal): Promise<Members> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
    if (response.ok) return (await response.json()) as Members
    return { code: 'INVALID_PARAM', message: (await response.text()).trim() }
  } catch {
    return { code: 'SYS_ERR', message: en.server.noEmulator }
  }
}

/** The watches of one page that is open. */
class WatchChannel {
  readonly #watches = new Map<number, AbortController>()

  constructor(
    private readonly url: string,
    readonly openid: string,
    private readonly tell: (line: object) => void,
  ) {}

  /** Begins a watch; gives the fault when it cannot. */
  async start(id: number, values: object): Promise<Members> {
    const { collectionName, query, order, limit } = values as Members
    const asked = { collectionName, query, order, limit, openid: this.openid }
    const ending = new AbortController()
    this.#watches.set(id, ending)
    const { watch, ...fault } = await post(this.url, asked)
    if (typeof watch !== 'string') {
      this.#watches.delete(id)
      return fault
    }
    const end = () => void post(this.url, { watch, close: true })
    ending.signal.addEventListener('abort', end)
    // The page may have gone meanwhile.
    if (ending.signal.aborted) end()
    void this.#follow(id, watch, ending.signal)
    return {}
  }

  async #follow(id: number, watch: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { snapshots, ...fault } = await post(this.url, { watch }, signal)
      if (signal.aborted) return
      if (!Array.isArray(snapshots)) {
        this.#watches.delete(id)
        return this.tell({ watch: id, fault })
      }
      for (const snapshot of snapshots) this.tell({ watch: id, snapshot })
    }
  }

  stop(id: number): void {
    this.#watches.get(id)?.abort()
    this.#watches.delete(id)
  }

  close(): void {
    for (const id of [...this.#watches.keys()]) this.stop(id)
  }
}
