import { openapi } from '../openapi'

export const calls = () => [
  openapi.chattoolmsg.send({
    activityId: 'activity-id-1',
    targetState: 1,
    templateId: 'template-1',
    versionType: 1,
  }),
  // @ts-expect-error activityId is text
  openapi.chattoolmsg.send({ targetState: 1, templateId: 'template-1', versionType: 1, activityId: 5 }),
]
