import { user } from '../../shared/catalogue/officialAccount/user'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { user } }, config)
