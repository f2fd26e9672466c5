import { auth } from '../../shared/catalogue/auth'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ auth }, config)
