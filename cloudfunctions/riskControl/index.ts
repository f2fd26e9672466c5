import { riskControl } from '../../shared/catalogue/riskControl'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ riskControl }, config)
