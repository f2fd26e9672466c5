/** What the fence around a function's process needs to know. */
export interface Fence {
  /** The port on 127.0.0.1 at which the emulator plays WeChat's hosts, with TLS and without. */
  readonly port: number
  /** The certificate of that listener, in PEM. */
  readonly certificate: string
  /** The emulator's cloud gateway, which is told what was refused. */
  readonly gatewayUrl: string
}

/** The fence of one function, as its process reads it. */
export interface FenceOfFunction extends Fence {
  readonly functionName: string
  /** Whether hosts that have nothing to do with WeChat are refused too. */
  readonly isOffline: boolean
}

/** The action by which the gateway is told that a connection was refused: `{ function_name, host, offline }`. */
export const refusedAction = 'fence.refused'
