import { getEventListeners } from 'node:events'
import { pause, waitFor } from '../../../shared/auth/wait'
import { TransportError } from '../../../shared/errors/transport-error'
import { deadlineIn } from '../../../shared/transport/clock'

const never = new Promise<never>(() => undefined)
const waiting = (milliseconds = 10_000) => ({ method: 'a.b', deadline: deadlineIn(milliseconds) })

/** What is open in this process on behalf of a wait. */
const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
/** A signal, and how many listen to it. */
function listened() {
  const controller = new AbortController()
  const { signal } = controller
  return { controller, signal, listeners: () => getEventListeners(signal, 'abort').length }
}

test('gives what the work gives', async () => {
  expect(await waitFor(Promise.resolve(7), waiting())).toBe(7)
})

test('leaves no timer and no listener behind when the work is done', async () => {
  const before = timers()
  const { signal, listeners } = listened()
  await waitFor(Promise.resolve(), { ...waiting(), signal })
  expect([timers() - before, listeners()]).toEqual([0, 0])
})

test('nor when it failed', async () => {
  const before = timers()
  const { signal, listeners } = listened()
  await waitFor(Promise.reject(new Error('no')), { ...waiting(), signal }).catch(() => undefined)
  expect([timers() - before, listeners()]).toEqual([0, 0])
})

test('ends with the deadline of the call, which was not sent', async () => {
  await expect(waitFor(never, waiting(5))).rejects.toMatchObject({
    name: 'TimeoutError',
    errMsg: 'openapi.a.b:fail no access token in time, so it was not sent',
    maybeExecuted: false,
  })
})

test('ends when the caller gives up, which leaves no timer', async () => {
  const before = timers()
  const { controller, signal, listeners } = listened()
  const call = waitFor(never, { ...waiting(), signal })
  expect(listeners()).toBe(1)
  controller.abort()
  await expect(call).rejects.toMatchObject({
    name: 'AbortError',
    errMsg: 'openapi.a.b:fail aborted before it was sent',
    maybeExecuted: false,
  })
  expect([timers() - before, listeners()]).toEqual([0, 0])
})

test('ends at once where the caller had given up before', async () => {
  const call = waitFor(never, { ...waiting(), signal: AbortSignal.abort() })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
})

test('tells each caller the error of the shared work under his own method', async () => {
  const error = new TransportError({ method: 'other.one', what: 'down', maybeExecuted: true })
  const work = Promise.reject(error)
  const told = await waitFor(work, waiting()).catch(error => error)
  expect(told).toMatchObject({ errMsg: 'openapi.a.b:fail down', method: 'a.b', maybeExecuted: false })
  expect(error.method).toBe('other.one')
})

test('hands on what is not ours as it is', async () => {
  const error = new Error('mine')
  await expect(waitFor(Promise.reject(error), waiting())).rejects.toBe(error)
})

test('a pause lasts as long as was said, and keeps no process alive', async () => {
  const before = timers()
  const start = performance.now()
  const paused = pause(30)
  expect(timers() - before).toBe(0)
  // A timer that is not counted ends only while something else is.
  const alive = setTimeout(() => undefined, 1000)
  await paused
  clearTimeout(alive)
  expect(performance.now() - start).toBeGreaterThanOrEqual(29)
})
