import { media } from '../../shared/catalogue/officialAccount/media'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { media } }, config)
