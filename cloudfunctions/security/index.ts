import { security } from '../../shared/catalogue/security'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ security }, config)
