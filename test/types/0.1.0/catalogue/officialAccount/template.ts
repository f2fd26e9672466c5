import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.template.delPrivateTemplate({ templateId: 'template-1' }),
  // @ts-expect-error names are camelCase: templateId
  openapi.officialAccount.template.delPrivateTemplate({ template_id: 'template-1' }),
]
