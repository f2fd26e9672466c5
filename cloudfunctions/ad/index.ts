import { ad } from '../../shared/catalogue/ad'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ ad }, config)
