import { liveBroadcast } from '../../shared/catalogue/liveBroadcast'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ liveBroadcast }, config)
