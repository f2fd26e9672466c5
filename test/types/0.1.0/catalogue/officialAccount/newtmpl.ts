import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.newtmpl.getPubTemplateTitles({ ids: 'ids-1', start: 1, limit: 1 }),
  // @ts-expect-error the method is called getPubTemplateTitles
  openapi.officialAccount.newtmpl.getPubTemplateTitle({ ids: 'ids-1', start: 1, limit: 1 }),
]
