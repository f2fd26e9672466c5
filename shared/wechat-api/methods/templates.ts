import { template } from '../../catalogue/officialAccount/template'
import { subscribeMessage } from '../../catalogue/subscribeMessage'
import { templateMessage } from '../../catalogue/templateMessage'
import { type Body, call } from '../entry'

/** The words of a message: each keyword with its text. */
export interface Words {
  [keyword: string]: { value: string; color?: string }
}

export interface MiniProgram {
  appid: string
  pagepath?: string
}

/** What a touch opens. */
type Destination = string | { url?: string; miniprogram?: MiniProgram } | null | undefined

type Current = [openid: string, templateId: string, dest: Destination, data: Words]
/** As before 2016 and in the successor; WeChat has ignored the colour since 2023, so it stays behind. */
type Older = [
  openid: string,
  templateId: string,
  url: Destination,
  topColor: string | null | undefined,
  data: Words,
  miniprogram?: MiniProgram,
]

/** 模板消息、订阅消息 */
export const templates = {
  setIndustry: call(
    template.setIndustry,
    'industryIds',
    (industryIds: Body<typeof template.setIndustry>) => industryIds,
  ),
  getIndustry: call(template.getIndustry, '', () => ({})),
  addTemplate: call(template.addTemplate, 'templateIdShort', (templateIdShort: string) => ({
    template_id_short: templateIdShort,
  })),
  getAllPrivateTemplate: call(template.getAllPrivateTemplate, '', () => ({})),
  delPrivateTemplate: call(template.delPrivateTemplate, 'templateId', (templateId: string) => ({
    template_id: templateId,
  })),
  sendTemplate: call(template.send, 'openid templateId', (...args: Current | Older) => {
    const [openid, templateId, dest, fourth, fifth, miniprogram] = args
    const { url, miniprogram: opened } =
      typeof dest === 'string' ? { url: dest, miniprogram } : { miniprogram, ...dest }
    return {
      touser: openid,
      template_id: templateId,
      url,
      miniprogram: opened,
      data: args.length > 4 ? fifth : fourth,
    }
  }),
  sendSubscribe: call(
    template.subscribe,
    'openid templateId url miniprogram scene title data',
    (
      openid: string,
      templateId: string,
      url: string | null,
      miniprogram: MiniProgram | null,
      scene: string | number,
      title: string,
      data: Words,
    ) => ({ touser: openid, template_id: templateId, url, miniprogram, scene, title, data }),
  ),
  sendMiniProgramTemplate: call(
    templateMessage.send,
    'openid templateId page formId data',
    (
      openid: string,
      templateId: string,
      page: string,
      formId: string,
      data: Words,
      color?: string,
      emphasisKeyword?: string,
    ) => ({
      touser: openid,
      template_id: templateId,
      page,
      form_id: formId,
      data,
      color,
      emphasis_keyword: emphasisKeyword,
    }),
  ),
  sendSubscribeMessage: call(
    subscribeMessage.send,
    'openid templateId page data',
    (openid: string, templateId: string, page: string, data: Words) => ({
      touser: openid,
      template_id: templateId,
      page,
      data,
    }),
  ),
}
