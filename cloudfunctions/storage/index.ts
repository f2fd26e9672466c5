import { storage } from '../../shared/catalogue/storage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ storage }, config)
