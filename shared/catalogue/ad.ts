import { endpoint } from '../schema/endpoint'
import { array, boolean, number, object, oneOf, optional, query, string } from '../schema/fields'

/** 广告: user actions for the ad platform. */
export const ad = {
  /**
   * 广告
   *
   * Reports what users did to a data set. The ad platform knows more fields than WeChat's page lists.
   * @see no public page found
   */
  addUserAction: endpoint({
    http: 'POST /marketing/user_actions/add',
    cloudCallable: true,
    effect: 'write',
    params: {
      version: query(oneOf('v1.0')),
      userActionSetId: number(),
      actions: array(
        object({
          url: string(),
          actionTime: number(),
          actionType: string(),
          trace: optional(object({ clickId: string() })),
          actionParam: optional(object({ value: optional(number()), leadsType: optional(string()) })),
        }),
      ),
    },
    result: {},
  }),
  /**
   * 广告
   *
   * Makes a data set for user actions.
   * @see no public page found
   */
  addUserActionSet: endpoint({
    http: 'POST /marketing/user_action_sets/add',
    cloudCallable: true,
    effect: 'write',
    params: {
      version: query(oneOf('v1.0')),
      type: string(),
      name: optional(string()),
      description: optional(string()),
    },
    result: { data: object({ userActionSetId: number() }) },
  }),
  /**
   * 广告
   *
   * WeChat's page gives the path only; further parameters are those of the ad platform.
   * @see no public page found
   */
  getUserActionSetReports: endpoint({
    http: 'GET /marketing/user_action_set_reports/get',
    cloudCallable: true,
    effect: 'read',
    params: { version: oneOf('v1.0') },
    result: {},
  }),
  /**
   * 广告
   *
   * Lists the data sets for user actions.
   * @see no public page found
   */
  getUserActionSets: endpoint({
    http: 'GET /marketing/user_action_sets/get',
    cloudCallable: true,
    effect: 'read',
    params: { version: oneOf('v1.0'), userActionSetId: optional(number()) },
    result: {
      data: object({
        list: array(
          object({
            userActionSetId: number(),
            type: string(),
            name: string(),
            description: string(),
            activateStatus: boolean(),
            createdTime: string(),
          }),
        ),
      }),
    },
  }),
}
