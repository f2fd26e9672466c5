import { endpoint } from '../schema/endpoint'
import { array, number, object, query, string, userOpenid } from '../schema/fields'

/** Data that WeChat keeps for the users of mini games. */
export const storage = {
  /**
   * no title found
   *
   * Deletes values of a user by their keys. Signed with the session_key of the user, from the client's
   * options.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/data/storage.removeUserStorage.html
   */
  removeUserStorage: endpoint({
    http: 'POST /wxa/remove_user_storage',
    auth: 'userSignature',
    effect: 'write',
    params: {
      /** OPENID of the user. */
      openid: query(userOpenid()),
      key: array(string()),
    },
    result: {},
  }),
  /**
   * no title found
   *
   * Writes interactive data of a user. Signed with the session_key of the user, from the client's options.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/data/storage.setUserInteractiveData.html
   */
  setUserInteractiveData: endpoint({
    http: 'POST /wxa/setuserinteractivedata',
    auth: 'userSignature',
    effect: 'write',
    params: {
      /** OPENID of the user. */
      openid: query(userOpenid()),
      kvList: array(object({ key: string(), value: number() })),
    },
    result: {},
  }),
  /**
   * no title found
   *
   * Writes values of a user. Signed with the session_key of the user, from the client's options.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/data/storage.setUserStorage.html
   */
  setUserStorage: endpoint({
    http: 'POST /wxa/set_user_storage',
    auth: 'userSignature',
    cloudCallable: true,
    effect: 'write',
    params: {
      /** OPENID of the user. */
      openid: query(userOpenid()),
      kvList: array(object({ key: string(), value: string() })),
    },
    result: {},
    errcodes: {
      87016: 'a key-value pair is too long',
      87017: 'the data of the user are too large',
      87018: 'the user has too many values',
      87019: 'a key is too long',
    },
  }),
}
