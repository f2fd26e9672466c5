import { uniformMessage } from '../../shared/catalogue/uniformMessage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ uniformMessage }, config)
