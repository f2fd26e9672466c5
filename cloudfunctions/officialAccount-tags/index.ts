import { tags } from '../../shared/catalogue/officialAccount/tags'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { tags } }, config)
