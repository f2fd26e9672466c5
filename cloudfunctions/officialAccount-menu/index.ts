import { menu } from '../../shared/catalogue/officialAccount/menu'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { menu } }, config)
