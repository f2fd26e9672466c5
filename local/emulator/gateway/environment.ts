/**
 * What a process needs in its environment to take this machine for WeChat and its cloud: our library by its base URL,
 * wx-server-sdk by the address of its gateway. tcb-admin-node has no such setting: a fence leads it here, and where there
 * is none it is sent as through a proxy, for plain http alone.
 */
export function cloudEnvironment(emulator: {
  readonly url: string
  readonly gatewayUrl: string
  readonly appid: string
  readonly secret: string
  readonly hasFence: boolean
}): Record<string, string> {
  return {
    WX_OPENAPI_BASE_URL: emulator.url,
    WX_APPID: emulator.appid,
    WX_SECRET: emulator.secret,
    ...sdkEnvironment(emulator.gatewayUrl),
    TCB_ENV: 'local',
    SCF_NAMESPACE: 'local',
    // In the cloud tcb-admin-node speaks plain http, so that it can be heard here.
    TENCENTCLOUD_RUNENV: 'SCF',
    ...(!emulator.hasFence && { http_proxy: emulator.url, no_proxy: '127.0.0.1,localhost,::1' }),
  }
}

/** The part of it that wx-server-sdk needs. */
export const sdkEnvironment = (gatewayUrl: string): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: gatewayUrl }),
  // From 2.1 to 2.3 it reads those variables alone that are named here.
  TCB_CONTEXT_KEYS: 'TCB_CONTEXT_CNFG,TCB_ENV,TCB_SOURCE,_SCF_TCB_LOG',
  // Their logger writes what it gets, instead of a warning that it is not in the cloud.
  _SCF_TCB_LOG: '1',
  // Without it, every call asks a metadata server first, which is not there.
  TENCENTCLOUD: 'true',
  TENCENTCLOUD_SECRETID: 'demo-secret-id',
  TENCENTCLOUD_SECRETKEY: 'demo-secret-key',
  TENCENTCLOUD_REGION: 'ap-shanghai',
})
