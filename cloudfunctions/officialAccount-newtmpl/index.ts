import { newtmpl } from '../../shared/catalogue/officialAccount/newtmpl'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ officialAccount: { newtmpl } }, config)
