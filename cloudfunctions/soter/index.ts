import { soter } from '../../shared/catalogue/soter'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ soter }, config)
