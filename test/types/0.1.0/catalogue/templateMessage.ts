import { openapi } from '../openapi'

export const calls = () => [
  openapi.templateMessage.getTemplateList({ offset: 0, count: 1 }),
  // @ts-expect-error the method is called getTemplateList
  openapi.templateMessage.getTemplateLis({ offset: 0, count: 1 }),
]
