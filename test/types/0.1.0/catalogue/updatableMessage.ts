import { openapi } from '../openapi'

export const calls = () => [
  openapi.updatableMessage.setUpdatableMsg({
    activityId: 'activity-id-1',
    targetState: 0,
    templateInfo: { parameterList: [{ name: 'member_count', value: 'value-1' }] },
  }),
  openapi.updatableMessage.setUpdatableMsg({
    activityId: 'activity-id-1',
    templateInfo: { parameterList: [{ name: 'member_count', value: 'value-1' }] },
    // @ts-expect-error targetState is one of the documented values
    targetState: 99,
  }),
]
