import { serviceMarket } from '../../shared/catalogue/serviceMarket'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ serviceMarket }, config)
