import { order } from '../../shared/catalogue/wxa/sec/order'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ wxa: { sec: { order } } }, config)
