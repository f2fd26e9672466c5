import { templateMessage } from '../../shared/catalogue/templateMessage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ templateMessage }, config)
