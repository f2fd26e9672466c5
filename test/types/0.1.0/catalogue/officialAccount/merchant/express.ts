import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.express.update({ templateId: 1, deliveryTemplate: {} }),
  // @ts-expect-error names are camelCase: templateId
  openapi.officialAccount.merchant.express.update({ deliveryTemplate: {}, template_id: 1 }),
]
