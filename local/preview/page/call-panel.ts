import { make } from '../host/dom'
import type { ShownCall } from './cloud-client'
import { remember, remembered } from './state'

/** So many calls are kept over a reload. */
const keptCalls = 40

/** The list of calls, newest first. Everything is written as text. */
export class CallPanel {
  readonly element = make('section', 'calls', { 'aria-labelledby': 'calls-title' })
  readonly #list = make('div', 'call-list', { role: 'log', tabindex: '0', 'aria-labelledby': 'calls-title' })
  readonly #calls: ShownCall[]

  constructor() {
    this.#calls = JSON.parse(remembered('calls') ?? '[]') as ShownCall[]
    const empty = make('p', 'no-calls', {}, 'No call yet. Every call of a cloud function appears here.')
    this.element.append(make('h2', '', { id: 'calls-title' }, 'Cloud function calls'), this.#list)
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
    make('span', errCode === 0 ? 'good' : 'bad', {}, errCode === 0 ? 'ok' : String(errCode)),
    make('span', 'time', {}, ` ${call.milliseconds} ms, ${call.caller}`),
  )
  const details = make('details', 'call', {}, summary, ...part('Params', call.data))
  for (const seen of call.seen) {
    details.append(...part(`${seen.verb} ${seen.path}`, seen.body))
    details.append(...part(`WeChat answered ${seen.status}`, seen.answer))
  }
  if (call.failure) details.append(...part('Failed', `${call.failure.errCode} ${call.failure.errMsg}`))
  else details.append(...part('Result', call.result))
  return details
}

function part(title: string, value: unknown): HTMLElement[] {
  const heading = make('h3', '', {}, title)
  if (value === undefined || value === null || value === '') return [heading]
  return [heading, make('pre', '', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2))]
}
