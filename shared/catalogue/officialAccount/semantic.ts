import { endpoint } from '../../schema/endpoint'
import { credential, json, number, optional, string, userOpenid } from '../../schema/fields'

/** 语义理解: what a sentence asks for. */
export const semantic = {
  /**
   * 语义理解
   *
   * What `semantic` holds depends on the kind of service, so it is an open record.
   * @see no public page found
   */
  search: endpoint({
    http: 'POST /semantic/semproxy/search',
    effect: 'read',
    params: {
      /** What the user said. */
      query: string(),
      /** Kinds of service, separated by commas: `flight,hotel`. */
      category: string(),
      appid: credential('appid'),
      /** Any id of the user; makes follow-up questions work. */
      uid: optional(userOpenid()),
      latitude: optional(number()),
      longitude: optional(number()),
      city: optional(string()),
      region: optional(string()),
    },
    result: {
      query: optional(string()),
      type: optional(string()),
      semantic: optional(json()),
      result: optional(json()),
      answer: optional(string()),
      text: optional(string()),
    },
  }),
}
