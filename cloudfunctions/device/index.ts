import { device } from '../../shared/catalogue/device'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ device }, config)
