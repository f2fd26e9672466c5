import { analysis } from '../../shared/catalogue/analysis'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ analysis }, config)
