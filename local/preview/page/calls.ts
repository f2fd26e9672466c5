import { make } from '../host/dom'
import type { CloudCall, UserData } from '../host/program'
import type { ShownOrder } from '../server/ask-emulator'
import { type CallReport, hideSecrets } from '../server/call-function'
import { texts } from '../texts'
import { type PageState, remember, remembered } from './state'

/** So many calls are kept over a reload. */
const keptCalls = 40

/** The list of calls, newest first. Everything is written as text. */
export class CallPanel {
  readonly element = make('section', 'calls', { 'aria-labelledby': 'calls-title' })
  readonly #list = make('div', 'call-list', { role: 'log', tabindex: '0', 'aria-labelledby': 'calls-title' })
  readonly #calls: ShownCall[]

  constructor() {
    this.#calls = JSON.parse(remembered('calls') ?? '[]') as ShownCall[]
    const empty = make('p', 'no-calls', {}, texts.page.noCalls)
    this.element.append(make('h2', '', { id: 'calls-title' }, texts.page.calls), this.#list)
    this.#list.append(...this.#calls.map(drawCall), empty)
  }

  add(call: ShownCall): void {
    this.#calls.unshift(call)
    this.#calls.splice(keptCalls)
    this.#list.prepend(drawCall(call))
    try {
      remember('calls', JSON.stringify(this.#calls))
    } catch {
      // The browser's storage is full: the list stays on the screen and is lost with a reload.
      remember('calls', undefined)
    }
  }
}

function drawCall(call: ShownCall): HTMLElement {
  const { method } = (call.data ?? {}) as { method?: unknown }
  // A method of the function's own namespace says its name already.
  const called = typeof method === 'string' ? method.replace(`${call.name}.`, '') : ''
  const name = called ? `${call.name} · ${called}` : call.name
  const errCode =
    call.failure?.errCode ?? (call.result as { errCode?: number } | null | undefined)?.errCode ?? 0
  const summary = make('summary', '', {}, make('strong', '', {}, name), ' ')
  summary.append(
    make('span', errCode === 0 ? 'good' : 'bad', {}, errCode === 0 ? texts.page.ok : String(errCode)),
    make('span', 'time', {}, ` ${texts.page.duration(call.milliseconds, call.caller)}`),
  )
  const details = make('details', 'call', {}, summary, ...part(texts.page.params, call.data))
  for (const seen of call.seen) {
    details.append(...part(`${seen.verb} ${seen.path}`, seen.body))
    details.append(...part(texts.page.response(seen.status), seen.answer))
  }
  if (call.failure)
    details.append(...part(texts.page.failed, `${call.failure.errCode} ${call.failure.errMsg}`))
  else details.append(...part(texts.page.result, call.result))
  return details
}

function part(title: string, value: unknown): HTMLElement[] {
  const heading = make('h3', '', {}, title)
  if (value === undefined || value === null || value === '') return [heading]
  return [heading, make('pre', '', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2))]
}

/** A call with its report, as the panel shows it. */
export interface ShownCall extends CloudCall, CallReport {
  caller: string
}

/** Sends calls of cloud functions to the server of this page; each one is also handed to `show`. */
export function cloudClient(
  { token }: PageState,
  caller: { name: string; openid: string },
  show: (call: ShownCall) => void,
) {
  return async (call: CloudCall): Promise<{ result: unknown }> => {
    const start = performance.now()
    const report = await post(token, { ...call, caller: caller.openid }).catch(
      (error: Error): CallReport => ({
        failure: { errCode: -1, errMsg: `request:fail ${reasonOf(error)}` },
        seen: [],
        milliseconds: Math.round(performance.now() - start),
      }),
    )
    show(hideSecrets({ ...call, ...report, caller: caller.name }))
    if (report.failure) throw report.failure
    return { result: report.result }
  }
}

/** Without a network nothing was sent: WeChat says so in these words, the browser does not. */
export const reasonOf = ({ message }: Error) =>
  navigator.onLine ? message : 'net::ERR_INTERNET_DISCONNECTED'

/** Looks up, or pays, an order of `cloudPay`. */
export const payClient =
  ({ token }: PageState) =>
  (prepayId: string, isPaid: boolean) =>
    post<ShownOrder>(token, { prepayId, isPaid }, '/__cloud/pay')

/** Gets what WeChat gives for the user of this phone. */
export const userClient =
  ({ token }: PageState, { openid }: { openid: string }) =>
  (wants: UserData) =>
    post<Record<string, string>>(token, { wants, caller: openid }, '/__cloud/user')

async function post<Answer = CallReport>(
  token: string,
  body: object,
  path = '/__cloud/call',
): Promise<Answer> {
  const response = await postTo(path, token, JSON.stringify(body))
  if (!response.ok) throw new Error(await refusalOf(response))
  return (await response.json()) as Answer
}

/** Sends JSON, or bytes, to the server of this page, with the token that proves where it comes from. */
export const postTo = (path: string, token: string, body: string | Blob, signal?: AbortSignal) =>
  fetch(path, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
      'x-preview-token': token,
    },
    body,
    signal,
  })

/** Why the server of this page did not do what it was asked for. */
export const refusalOf = async (response: Response): Promise<string> =>
  texts.page.status(response.status, await response.text())
