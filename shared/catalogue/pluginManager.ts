import { endpoint } from '../schema/endpoint'
import { array, fixed, number, object, oneOf, optional, string } from '../schema/fields'

const pluginStatus = oneOf.open(1, 2, 3, 4)

const pluginErrcodes = {
  89044: 'the appid of the plugin does not exist',
  89236: 'the plugin cannot be applied for',
  89237: 'the plugin was added before',
  89238: 'there are too many plugins',
  89239: 'the plugin does not exist',
  89240: 'only an open application can be accepted or refused',
  89241: 'only a refused or expired application can be deleted',
  89242: 'the appid did not apply',
  89243: 'an open application cannot be deleted',
}

/** 插件管理: plugins that the mini program uses, and who may use yours. */
export const pluginManager = {
  /**
   * 插件管理
   *
   * Asks for a plugin.
   * @see no public page found
   */
  applyPlugin: endpoint({
    http: 'POST /wxa/plugin',
    cloudCallable: true,
    effect: 'write',
    params: {
      action: fixed('apply'),
      pluginAppid: string(),
      reason: optional(string()),
    },
    result: {},
    errcodes: pluginErrcodes,
  }),
  /**
   * 插件申请管理
   *
   * Lists who asks for your plugin.
   * @see no public page found
   */
  getPluginDevApplyList: endpoint({
    http: 'POST /wxa/devplugin',
    cloudCallable: true,
    effect: 'read',
    params: { action: fixed('dev_apply_list'), page: number(), num: number() },
    result: {
      applyList: array(
        object({
          appid: string(),
          status: pluginStatus,
          nickname: string(),
          headimgurl: string(),
          reason: string(),
          applyUrl: string(),
          createTime: string(),
          categories: array(object({ first: string(), second: string() })),
        }),
      ),
    },
    errcodes: pluginErrcodes,
  }),
  /**
   * 插件管理
   *
   * Lists the plugins of the mini program.
   * @see no public page found
   */
  getPluginList: endpoint({
    http: 'POST /wxa/plugin',
    cloudCallable: true,
    effect: 'read',
    params: { action: fixed('list') },
    result: {
      pluginList: array(
        object({
          appid: string(),
          status: pluginStatus,
          nickname: string(),
          headimgurl: string(),
        }),
      ),
    },
    errcodes: { ...pluginErrcodes, 80067: 'the plugin is not in use' },
  }),
  /**
   * 插件申请管理
   *
   * Answers those who ask for your plugin.
   * @see no public page found
   */
  setDevPluginApplyStatus: endpoint({
    http: 'POST /wxa/devplugin',
    cloudCallable: true,
    effect: 'write',
    params: {
      action: oneOf('dev_agree', 'dev_refuse', 'dev_delete'),
      /** Whom to accept, with `dev_agree`. */
      appid: optional(string()),
      /** Why not, with `dev_refuse`. */
      reason: optional(string()),
    },
    result: {},
    errcodes: pluginErrcodes,
  }),
  /**
   * 插件管理
   *
   * Gives a plugin up.
   * @see no public page found
   */
  unbindPlugin: endpoint({
    http: 'POST /wxa/plugin',
    cloudCallable: true,
    effect: 'write',
    params: { action: fixed('unbind'), pluginAppid: string() },
    result: {},
    errcodes: pluginErrcodes,
  }),
  /**
   * 插件管理
   *
   * Asks for another version of a plugin.
   * @see no public page found
   */
  updatePlugin: endpoint({
    http: 'POST /wxa/plugin',
    effect: 'write',
    params: {
      action: fixed('update'),
      pluginAppid: string(),
      userVersion: optional(string()),
    },
    result: {},
    errcodes: pluginErrcodes,
  }),
}
