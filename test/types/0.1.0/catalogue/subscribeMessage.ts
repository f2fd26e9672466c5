import { openapi } from '../openapi'

export const calls = () => [
  openapi.subscribeMessage.send({
    templateId: 'template-1',
    touser: 'oABCD1234',
    data: { thing01: { value: '书' } },
  }),
  openapi.subscribeMessage.send({
    templateId: 'template-1',
    touser: 'oABCD1234',
    data: { thing01: { value: '书' } },
    // @ts-expect-error miniprogramState is one of the documented values
    miniprogramState: 'other',
  }),
]
