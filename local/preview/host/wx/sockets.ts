import { runSafely } from '../complain'
import { ApiFailure, asyncApi, type Options, wrongType } from './call-style'
import { checkUrl, network, textHeaders, withCallbacks } from './network'

interface ConnectOptions {
  url?: string
  header?: Record<string, unknown>
  protocols?: string[]
  /** In milliseconds. */
  timeout?: number
}

interface CloseOptions {
  code?: number
  reason?: string
}

type SocketEvent = 'Open' | 'Message' | 'Close' | 'Error'
type Listener = (told: object) => void

const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }

/** What a socket tells once its connection is gone without a word. */
const goneCode = 1006

/** As WeChat has it. */
const mostSockets = 5

/** One WebSocket of the mini program. */
class SocketTask {
  readyState = states.CONNECTING
  readonly #listeners: Record<SocketEvent, Listener[]> = { Open: [], Message: [], Close: [], Error: [] }
  #socket: WebSocket | undefined
  #closing: Required<CloseOptions> | undefined

  constructor(private readonly toAll: (event: SocketEvent, told: object) => void) {
    Object.assign(this, states)
  }

  /** Opens it. @throws ApiFailure when it may not be; what fails later is told as an event */
  async start(asked: Parameters<ReturnType<typeof network>['connect']>[0]): Promise<void> {
    try {
      const { socket, header } = await network().connect(asked)
      this.#hear(socket, header)
    } catch (error) {
      const { reason = String(error), extra = {} } = error as ApiFailure & { extra: { errno?: number } }
      this.readyState = states.CLOSED
      const isRefused = 'errno' in extra && extra.errno === refusedErrno
      // Who called is told first.
      setTimeout(() => {
        this.#tell('Error', { errMsg: reason })
        if (!isRefused) this.#tell('Close', { code: goneCode, reason: 'abnormal closure' })
      })
      if (isRefused) throw error
    }
  }

  #hear(socket: WebSocket, header: object): void {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      if (this.#closing) return socket.close(this.#closing.code, this.#closing.reason)
      this.readyState = states.OPEN
      this.#tell('Open', { header })
    })
    socket.addEventListener('message', ({ data }) => this.#tell('Message', { data }))
    socket.addEventListener('error', () => this.#tell('Error', { errMsg: 'net::ERR_CONNECTION_CLOSED' }))
    socket.addEventListener('close', ({ code, reason }) => {
      this.readyState = states.CLOSED
      this.#tell('Close', { code, reason: reason || (code === goneCode ? 'abnormal closure' : '') })
    })
  }

  #tell(event: SocketEvent, told: object): void {
    for (const listener of [...this.#listeners[event]])
      runSafely(`SocketTask.on${event}`, () => listener(told))
    this.toAll(event, told)
  }

  send(options: { data?: unknown } = {}): void {
    withCallbacks('sendSocketMessage', options, ({ data }) => this.sendNow(data))
  }

  close(options: CloseOptions = {}): void {
    withCallbacks('closeSocket', options, given => this.closeNow(given))
  }

  /** @throws ApiFailure when it is not open, or cannot carry this */
  sendNow(data: unknown): void {
    if (this.readyState !== states.OPEN) throw new ApiFailure('SocketTask.readyState is not OPEN')
    const isSent = typeof data === 'string' || data instanceof ArrayBuffer
    if (!isSent) throw wrongType('data', 'String or ArrayBuffer', data)
    this.#socket!.send(data)
  }

  /** @throws ApiFailure when it is closed, or cannot be for this reason */
  closeNow({ code = 1000, reason = '' }: CloseOptions): void {
    if (this.readyState === states.CLOSED) throw new ApiFailure('WebSocket is not connected')
    if (code !== 1000 && !(code >= 3000 && code <= 4999))
      throw new ApiFailure('The code must be either 1000, or between 3000 and 4999')
    if (new TextEncoder().encode(reason).length > 123)
      throw new ApiFailure('The reason must not be longer than 123 bytes')
    const wasOpen = this.readyState === states.OPEN
    this.#closing = { code, reason }
    this.readyState = states.CLOSING
    if (wasOpen) this.#socket!.close(code, reason)
  }

  onOpen = (listener: Listener) => void this.#listeners.Open.push(listener)
  onMessage = (listener: Listener) => void this.#listeners.Message.push(listener)
  onClose = (listener: Listener) => void this.#listeners.Close.push(listener)
  onError = (listener: Listener) => void this.#listeners.Error.push(listener)
}

/** By which a refused address is told. */
const refusedErrno = 600_002

/** `wx.connectSocket`, and the older functions, which mean the socket that was opened last. */
export function socketApis() {
  let tasks: SocketTask[] = []
  let count = 0
  const listeners: Partial<Record<SocketEvent, Listener>> = {}
  const listen = (event: SocketEvent) => (listener: Listener) => {
    listeners[event] = listener
  }
  const last = (): SocketTask => {
    const task = tasks.at(-1)
    if (task) return task
    throw new ApiFailure('WebSocket is not connected')
  }
  return {
    connectSocket(options: ConnectOptions = {}) {
      const task: SocketTask = new SocketTask((event, told) => {
        if (task === tasks.at(-1)) runSafely(`wx.onSocket${event}`, () => listeners[event]?.(told))
      })
      withCallbacks('connectSocket', options, async ({ url, header, protocols = [], timeout }) => {
        const asked = {
          url: checkUrl(url, /^wss?:\/\//i),
          header: textHeaders(header),
          protocols,
          timeoutMs: timeout,
        }
        const open = tasks.filter(({ readyState }) => readyState !== states.CLOSED)
        if (open.length >= mostSockets)
          throw new ApiFailure(`reach max websocket connect count ${mostSockets}`)
        tasks = [...open, task]
        count += 1
        const socketTaskId = count
        await task.start(asked)
        return { socketTaskId }
      })
      return task
    },
    sendSocketMessage: asyncApi<{ data?: unknown } & Options>('sendSocketMessage', ({ data }) =>
      last().sendNow(data),
    ),
    closeSocket: asyncApi<CloseOptions>('closeSocket', options => last().closeNow(options)),
    onSocketOpen: listen('Open'),
    onSocketMessage: listen('Message'),
    onSocketClose: listen('Close'),
    onSocketError: listen('Error'),
  }
}
