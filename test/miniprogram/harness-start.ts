/// <reference lib="dom" />

import type { RunningMiniProgram } from '../../local/preview/host/launch'
import type { CloudCall, Program, Surroundings, Theme } from '../../local/preview/host/program'

/** Answers a call of a cloud function: what it returns, or a promise of it. What it throws is a failed call. */
export type CloudAnswer = (call: CloudCall) => unknown

/** What a render may be given. */
export interface RenderOptions {
  cloud?: CloudAnswer
  storage?: Record<string, unknown>
  /** Looks up, or pays, an order. */
  pay?: Surroundings['pay']
  theme?: Theme
  expectsComplaints?: boolean
}

/** A started mini program and what it did so far. */
export interface ActiveMiniProgram {
  running: RunningMiniProgram
  calls: CloudCall[]
  complaints: string[]
  copied: string[]
  /** What was thrown at the first complaint, for its stack. */
  firstCause?: unknown
  expectsComplaints: boolean
}

/** The rejection of `wx.cloud.callFunction`, for a `cloud` option to throw. */
export function cloudFailure(errCode: number, message: string): object {
  return { errCode, errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} | errMsg: ${message}` }
}

type Globals = {
  miniProgramBundle: string
  miniProgram: { launch(surroundings: Surroundings): RunningMiniProgram; program?: Program }
}

/** Runs the compiled mini program in a fresh page. */
export function start(options: RenderOptions, firstPage?: string): ActiveMiniProgram {
  const globals = globalThis as unknown as Globals
  if (!globals.miniProgramBundle) {
    throw new Error('put @jest-environment ./test/miniprogram/harness-environment.ts on top of the test file')
  }
  document.head.replaceChildren()
  // glass-easel listens on the body: a new one leaves the render before behind.
  document.documentElement.replaceChild(document.createElement('body'), document.body)
  localStorage.clear()
  for (const [key, value] of Object.entries(options.storage ?? {})) {
    localStorage.setItem(`mini-program:${key}`, JSON.stringify({ value }))
  }
  // biome-ignore lint/security/noGlobalEval: it is the bundle that this test environment has just built
  globalThis.eval(globals.miniProgramBundle)
  const active: Omit<ActiveMiniProgram, 'running'> = {
    calls: [],
    complaints: [],
    copied: [],
    expectsComplaints: options.expectsComplaints ?? false,
  }
  const running = globals.miniProgram.launch({
    root: document.body.appendChild(document.createElement('div')),
    appId: 'wx0000000000000000',
    firstPage,
    theme: options.theme ?? 'light',
    storage: localStorage,
    assetUrl: path => `/mini-program/${path}`,
    callFunction: call => answer(active, options.cloud, call),
    pay: options.pay,
    copyText: async text => {
      active.copied.push(text)
    },
    complain(message, cause) {
      active.complaints.push(message)
      active.firstCause ??= cause
    },
  })
  return Object.assign(active, { running })
}

async function answer(
  active: { calls: CloudCall[] },
  cloud: CloudAnswer | undefined,
  call: CloudCall,
): Promise<{ result: unknown }> {
  active.calls.push(call)
  if (!cloud) throw cloudFailure(-501000, `the test has no cloud option to answer ${call.name}`)
  const result = await cloud(call)
  return { result: result === undefined ? undefined : JSON.parse(JSON.stringify(result)) }
}
