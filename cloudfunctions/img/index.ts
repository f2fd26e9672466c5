import { img } from '../../shared/catalogue/img'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ img }, config)
