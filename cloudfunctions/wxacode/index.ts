import { wxacode } from '../../shared/catalogue/wxacode'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ wxacode }, config)
