import { shortlink } from '../../shared/catalogue/shortlink'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ shortlink }, config)
