import { logistics } from '../../shared/catalogue/logistics'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ logistics }, config)
