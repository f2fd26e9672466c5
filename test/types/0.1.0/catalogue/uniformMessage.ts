import { openapi } from '../openapi'

export const calls = () => [
  openapi.uniformMessage.send({
    touser: 'oABCD1234',
    mpTemplateMsg: {
      appid: 'wx1234567890abcdef',
      templateId: 'template-1',
      url: 'https://example.com',
      miniprogram: { appid: 'wx1234567890abcdef' },
    },
  }),
  openapi.uniformMessage.send({
    touser: 'oABCD1234',
    // @ts-expect-error names are camelCase: mpTemplateMsg
    mp_template_msg: {
      appid: 'wx1234567890abcdef',
      templateId: 'template-1',
      url: 'https://example.com',
      miniprogram: { appid: 'wx1234567890abcdef' },
    },
  }),
]
