import { midas } from '../../shared/catalogue/midas'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ midas }, config)
