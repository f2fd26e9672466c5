/** A call of a cloud function. */
export interface Sent {
  name: string
  data: { method: string; params: Record<string, unknown> }
}

/** The part of WeChat that the services stand on: a store of its own, and cloud functions that the test answers. */
export interface FakeWx {
  sent: Sent[]
  stored: Map<string, unknown>
  initialised: unknown[]
}

type Globals = { wx?: unknown }

/** Puts a `wx` in place in which cloud functions answer as told; what the answer throws is what `wx.cloud` throws. */
export function standInForWx(answer: (sent: Sent) => unknown = () => ({ errCode: 0 })): FakeWx {
  const fake: FakeWx = { sent: [], stored: new Map(), initialised: [] }
  ;(globalThis as Globals).wx = {
    cloud: {
      init: (options: unknown) => fake.initialised.push(options),
      callFunction: async (sent: Sent) => {
        fake.sent.push(sent)
        return { result: await answer(sent) }
      },
    },
    // As in WeChat: values are copied, and a key that was never written gives an empty text.
    getStorageSync: (key: string) => {
      const value = fake.stored.get(key)
      return value === undefined ? '' : JSON.parse(JSON.stringify(value))
    },
    setStorageSync: (key: string, value: unknown) => fake.stored.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key: string) => fake.stored.delete(key),
  }
  return fake
}

/** What `wx.cloud.callFunction` rejects with. */
export const cloudFailure = (errCode: number, message: string) => ({
  errCode,
  errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} | errMsg: ${message}`,
})

/** What a cloud function answers when the call failed. */
export const failure = (errCode: number, more: object = {}) => ({
  errCode,
  errMsg: 'openapi.logistics.x:fail refused',
  ...more,
})

/** What a promise rejects with. */
export async function thrownBy(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise
  } catch (error) {
    return error as Record<string, unknown>
  }
  throw new Error('nothing was thrown')
}
