import { texts } from '../../../texts'
import { complain, complainOnce } from '../../complain'
import { host } from '../../host'
import { asyncApi, failLoudly } from '../call-style'
import type { CloudAccess } from './access'
import { createDatabase } from './database'
import { CloudFailure, requireType } from './failure'
import { storageApis } from './storage'

type EnvironmentNames = { database?: string; functions?: string; storage?: string }

interface InitOptions {
  /** One environment for all, or one for each service. */
  env?: string | EnvironmentNames
}

interface CallOptions {
  name?: string
  data?: unknown
}

/** The environment that functions have here, too. */
const usualEnv = 'local'

/**
 * `wx.cloud`: functions, database and storage of the one environment that the emulator has. WeChat refuses what comes
 * before `init`; here it is told and works, for there is no other environment that could be meant.
 */
export function cloudApis(): Record<string, unknown> {
  let settings: InitOptions | undefined
  return {
    ...servicesOf(
      () => settings,
      () => complainOnce(texts.notices.noInit),
    ),
    // As in WeChat the first call counts.
    init(options: InitOptions = {}) {
      settings ??= options
    },
    // With `new` or without; the function gets the data in its place.
    CloudID: function CloudID(cloudID: string) {
      return { cloudID }
    },
    Cloud: function Cloud({ resourceEnv }: { resourceEnv?: string } = {}) {
      return otherCloud(resourceEnv)
    },
  }
}

/** What `new wx.cloud.Cloud({ resourceEnv })` makes: the same, once it is initialised, with an environment of its own. */
function otherCloud(env: string | undefined): object {
  let settings: InitOptions | undefined
  return failLoudly('cloud', {
    ...servicesOf(() => settings, refuse),
    async init() {
      settings = { env }
    },
  })
}

function refuse(): never {
  throw new CloudFailure(
    -1,
    "Cloud API isn't enabled, please call wx.cloud.init first\n请先调用 wx.cloud.init() 完成初始化后再调用其他云 API。",
  )
}

/** @param uninitialized what a call does that comes before `init` */
function servicesOf(settings: () => InitOptions | undefined, uninitialized: () => void) {
  const requireInit = () => {
    if (!settings()) uninitialized()
  }
  const access = (): CloudAccess => {
    requireInit()
    const { cloud } = host().surroundings
    if (cloud) return cloud
    complain(texts.notices.noCloud)
    throw new CloudFailure(-1, texts.notices.noCloud)
  }
  const envOf = (service: keyof EnvironmentNames, config?: { env?: string }): string => {
    const { env } = settings() ?? {}
    return config?.env ?? (typeof env === 'object' ? env[service] : env) ?? usualEnv
  }
  const callContainer = asyncApi('cloud.callContainer', () => {
    complain(texts.notices.noContainers)
    throw new CloudFailure(-1, texts.notices.noContainers)
  })
  return {
    callContainer,
    connectContainer: callContainer,
    services: failLoudly('wx.cloud.services', {}),
    extend: failLoudly('wx.cloud.extend', { AI: failLoudly('wx.cloud.extend.AI', {}) }),
    ...storageApis(access, config => envOf('storage', config)),
    database: (config?: { env?: string }) =>
      createDatabase(access, { ...config, env: envOf('database', config) }),
    callFunction: asyncApi<CallOptions>('cloud.callFunction', options => {
      requireInit()
      return callFunction(options)
    }),
  }
}

async function callFunction({ name, data }: CallOptions): Promise<object> {
  requireType('name', name, 'string')
  try {
    // What travels is JSON, so the function never sees the page's own objects.
    const sent = JSON.parse(JSON.stringify(data ?? {})) as unknown
    return await host().surroundings.callFunction({ name: name!, data: sent })
  } catch (error) {
    const { errCode = -1, errMsg = String(error) } = error as { errCode?: number; errMsg?: string }
    throw new CloudFailure(errCode, errMsg.replace(/^cloud\.callFunction:fail\s*/, ''))
  }
}
