import { endpoint } from '../../schema/endpoint'
import { array, bigInteger, number, object, oneOf, optional, string, userOpenid } from '../../schema/fields'

const action = {
  /** What a touch does: `view`, `click`, `miniprogram`, `scancode_push` and others; a button with more below it has none. */
  type: optional(string()),
  /** At most 16 bytes; 60 below another button. */
  name: string(),
  /** What a `click` event tells the account; at most 128 bytes. */
  key: optional(string()),
  /** Of `view` and, for old clients, `miniprogram`. */
  url: optional(string()),
  mediaId: optional(string()),
  articleId: optional(string()),
  /** Appid of the mini program. */
  appid: optional(string()),
  pagepath: optional(string()),
}

/** What `get` answers for a button below another: an empty list, which `create` takes back. */
const none = optional(array(object(action)))

/** At most three buttons, each with at most five below it. */
const button = array(
  object({ ...action, subButton: optional(array(object({ ...action, subButton: none }))) }),
)

/** Who sees a conditional menu; at least one member. */
const matchrule = {
  tagId: optional(bigInteger()),
  groupId: optional(bigInteger()),
  sex: optional(number()),
  /** 1: iOS, 2: Android, 3: others. */
  clientPlatformType: optional(bigInteger()),
  country: optional(string()),
  province: optional(string()),
  city: optional(string()),
  language: optional(string()),
}

/** A button as the console or the API set it up. */
const shownButton = {
  type: optional(string()),
  name: string(),
  key: optional(string()),
  value: optional(string()),
  url: optional(string()),
  newsInfo: optional(
    object({
      list: array(
        object({
          title: string(),
          author: string(),
          digest: string(),
          showCover: oneOf.open(0, 1),
          coverUrl: string(),
          contentUrl: string(),
          sourceUrl: string(),
        }),
      ),
    }),
  ),
}

/** 自定义菜单: the buttons below a chat with the account. */
export const menu = {
  /**
   * 创建个性化菜单
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html#0
   */
  addConditional: endpoint({
    http: 'POST /cgi-bin/menu/addconditional',
    effect: 'write',
    params: { button, matchrule: object(matchrule) },
    result: { menuid: bigInteger() },
  }),
  /**
   * 创建自定义菜单
   *
   * Users see it within five minutes.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html
   */
  create: endpoint({
    http: 'POST /cgi-bin/menu/create',
    cloudCallable: true,
    effect: 'write',
    params: { button },
    result: {},
  }),
  /**
   * 删除个性化菜单
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html#1
   */
  delConditional: endpoint({
    http: 'POST /cgi-bin/menu/delconditional',
    effect: 'write',
    params: {
      menuid: bigInteger(),
    },
    result: {},
  }),
  /**
   * 删除自定义菜单
   *
   * Takes the conditional menus with it.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Deleting_Custom-Defined_Menu.html
   */
  delete: endpoint({ http: 'GET /cgi-bin/menu/delete', effect: 'write', params: {}, result: {} }),
  /**
   * 获取自定义菜单配置
   *
   * Only menus that the API made; `getCurrentSelfmenuInfo` knows the others.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Getting_Custom_Menu_Configurations.html
   */
  get: endpoint({
    http: 'GET /cgi-bin/menu/get',
    effect: 'read',
    params: {},
    result: {
      menu: object({ button, menuid: optional(bigInteger()) }),
      conditionalmenu: optional(
        array(object({ button, matchrule: object(matchrule), menuid: bigInteger() })),
      ),
    },
  }),
  /**
   * 查询自定义菜单信息
   *
   * The menu in use, however it was made.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Querying_Custom_Menus.html
   */
  getCurrentSelfmenuInfo: endpoint({
    http: 'GET /cgi-bin/get_current_selfmenu_info',
    effect: 'read',
    params: {},
    result: {
      isMenuOpen: oneOf.open(0, 1),
      selfmenuInfo: object({
        button: array(
          object({ ...shownButton, subButton: optional(object({ list: array(object(shownButton)) })) }),
        ),
      }),
    },
  }),
  /**
   * 测试个性化菜单匹配结果
   * @see https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html#2
   */
  tryMatch: endpoint({
    http: 'POST /cgi-bin/menu/trymatch',
    effect: 'read',
    params: {
      /** The user's OPENID or WeChat id. */
      userId: userOpenid(),
    },
    result: { button },
  }),
}
