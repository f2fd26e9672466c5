import { texts } from '../../texts'
import { host } from '../host'
import { ApiFailure, asyncApi, type Options, requireParam, wrongType } from './call-style'
import { fileAt, keepFile, putFile } from './files'
import {
  fileOf,
  type Hearer,
  headerOf,
  type NetworkAccess,
  type ResponseHead,
  type Sent,
} from './network-access'
import { TransferTask } from './transfer-task'

interface NetOptions {
  url?: string
  header?: Record<string, unknown>
  /** In milliseconds. */
  timeout?: number
}

interface RequestOptions extends NetOptions {
  data?: unknown
  method?: string
  dataType?: string
  responseType?: string
  enableChunked?: boolean
  redirect?: string
}

interface UploadOptions extends NetOptions {
  filePath?: string
  name?: string
  formData?: Record<string, unknown>
}

interface DownloadOptions extends NetOptions {
  filePath?: string
}

/** `wx.request`, `wx.uploadFile` and `wx.downloadFile`. As in WeChat they give a task, and never a promise. */
export const networkApis = () => ({
  request: (options: RequestOptions = {}) => withTask('request', options, request),
  uploadFile: (options: UploadOptions = {}) =>
    withTask('uploadFile', options, uploadFile, ['totalBytesSent', 'totalBytesExpectedToSend']),
  downloadFile: (options: DownloadOptions = {}) =>
    withTask('downloadFile', options, downloadFile, ['totalBytesWritten', 'totalBytesExpectedToWrite']),
})

function withTask<Given extends object>(
  name: string,
  options: Given,
  run: (options: Given, task: TransferTask) => Promise<object>,
  counts?: [string, string],
): object {
  const task = new TransferTask(counts)
  withCallbacks(name, options, given => run(given, task))
  return task.face
}

/** Calls back, whether or not there is anybody to call: nobody is given a promise that could be rejected. */
export function withCallbacks<Given extends object>(
  name: string,
  options: Given,
  run: (options: Given) => unknown,
): void {
  const { complete = () => undefined } = options as Options
  asyncApi(name, run)({ ...options, complete })
}

/** What sends it. @throws ApiFailure where there is nothing that could */
export function network(): NetworkAccess {
  const found = host().surroundings.network
  if (!found) throw new ApiFailure(texts.notices.noNetwork)
  return found
}

/** @throws ApiFailure for what is not an address of these schemes */
export function checkUrl(url: unknown, schemes: RegExp): string {
  if (typeof url !== 'string') throw wrongType('url', 'String', url)
  if (!schemes.test(url) || !URL.canParse(url))
    throw new ApiFailure(`invalid url "${url}"`, { errno: 600_009 })
  return url
}

/** Headers as text; what is absent is not sent. */
export const textHeaders = (header?: Record<string, unknown> | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(header ?? {}).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)]],
    ),
  )

/** As WeChat has it. */
const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE']

async function request(options: RequestOptions, task: TransferTask): Promise<object> {
  const { data, dataType = 'json', responseType = 'text', enableChunked, redirect } = options
  const url = checkUrl(options.url, /^https?:\/\//i)
  const method = String(options.method ?? 'GET').toUpperCase()
  if (!methods.includes(method)) throw new ApiFailure('method is invalid')
  const given = textHeaders(options.header)
  const typeName = Object.keys(given).find(name => name.toLowerCase() === 'content-type')
  const header = typeName ? given : { 'content-type': 'application/json', ...given }
  const isInQuery = method === 'GET' || method === 'HEAD'
  const sent: Sent = {
    url: isInQuery ? withQuery(url, data) : url,
    method,
    header,
    timeoutMs: options.timeout,
    followsRedirects: redirect !== 'manual',
    body:
      isInQuery || data === undefined || data === null
        ? undefined
        : bodyOf(data, given[typeName ?? ''] ?? ''),
  }
  // In pieces the body is given to who listens, and not again at the end.
  const { head, bytes } = await receive(task, sent, {
    chunk: enableChunked ? bytes => task.tell('ChunkReceived', { data: bytes.slice().buffer }) : undefined,
  })
  if (enableChunked) return { data: '', ...head }
  return { data: responseType === 'arraybuffer' ? bytes : readText(bytes, dataType), ...head }
}

/** What does not parse stays text. */
function readText(bytes: ArrayBuffer, dataType: string): unknown {
  const text = new TextDecoder().decode(bytes)
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withQuery(url: string, data: unknown): string {
  const query = typeof data === 'object' && data !== null ? asForm(data) : String(data ?? '')
  if (!query) return url
  const [address = '', fragment] = url.split(/#(.*)/s)
  const mark = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&'
  return `${address}${mark}${query}${fragment === undefined ? '' : `#${fragment}`}`
}

function bodyOf(data: unknown, contentType: string): Blob {
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return new Blob([data as BlobPart])
  if (typeof data !== 'object') return new Blob([String(data)])
  const isForm = contentType.toLowerCase().includes('application/x-www-form-urlencoded')
  return new Blob([isForm ? asForm(data!) : JSON.stringify(data)])
}

/** What is not a word is written as JSON. */
const asForm = (data: object): string =>
  Object.entries(data)
    .map(
      ([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
    )
    .map(pair => pair.map(encodeURIComponent).join('='))
    .join('&')

async function uploadFile(options: UploadOptions, task: TransferTask): Promise<object> {
  const url = checkUrl(options.url, /^https?:\/\//i)
  const { filePath = '', name = '', formData = {} } = options
  for (const required of ['filePath', 'name']) requireParam(options, required, 'String')
  const form = new FormData()
  for (const [key, value] of Object.entries(formData)) form.append(key, String(value))
  form.append(name, await ownFile(filePath), filePath.split('/').pop())
  // The browser writes the form, and says what separates its parts.
  const written = new Response(form)
  const header = Object.entries(textHeaders(options.header)).filter(([name]) => !/^content-type$/i.test(name))
  const sent: Sent = {
    url,
    method: 'POST',
    header: { ...Object.fromEntries(header), 'content-type': written.headers.get('content-type')! },
    timeoutMs: options.timeout,
    body: await written.blob(),
  }
  const { head, bytes } = await receive(task, sent, { sent: task.progress })
  return { data: new TextDecoder().decode(bytes), ...head }
}

/** A file of this page, or one of the mini program. */
async function ownFile(path: string): Promise<Blob> {
  if (path.startsWith('wxfile://')) return fileAt(path)
  const response = await fetch(host().assetUrl(path))
  if (!response.ok) throw new ApiFailure('file not found')
  return response.blob()
}

async function downloadFile(options: DownloadOptions, task: TransferTask): Promise<object> {
  const url = checkUrl(options.url, /^https?:\/\//i)
  const { filePath, header, timeout } = options
  let all = 0
  let done = 0
  const sent: Sent = { url, method: 'GET', header: textHeaders(header), timeoutMs: timeout }
  const { head, bytes } = await receive(task, sent, {
    head: head => {
      all = Number(headerOf(head, 'content-encoding') ? 0 : headerOf(head, 'content-length'))
    },
    chunk(chunk) {
      done += chunk.length
      task.progress(done, Math.max(all, done))
    },
  })
  const file = fileOf(head, [bytes])
  if (filePath === undefined) return { tempFilePath: keepFile(file, new URL(url).pathname), ...head }
  putFile(filePath, file)
  return { filePath, ...head }
}

async function receive(
  task: TransferTask,
  sent: Sent,
  hearer: Partial<Hearer>,
): Promise<{ head: ResponseHead; bytes: ArrayBuffer }> {
  const parts: Uint8Array[] = []
  const head = await task.run(() =>
    network().send(sent, {
      sent: hearer.sent,
      head(head) {
        hearer.head?.(head)
        task.tell('HeadersReceived', {
          statusCode: head.statusCode,
          header: head.header,
          cookies: head.cookies,
        })
      },
      chunk(bytes) {
        parts.push(bytes)
        hearer.chunk?.(bytes)
      },
    }),
  )
  return { head, bytes: await new Blob(parts as BlobPart[]).arrayBuffer() }
}
