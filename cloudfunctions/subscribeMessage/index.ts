import { subscribeMessage } from '../../shared/catalogue/subscribeMessage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ subscribeMessage }, config)
