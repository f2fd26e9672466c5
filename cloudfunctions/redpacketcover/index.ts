import { redpacketcover } from '../../shared/catalogue/redpacketcover'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ redpacketcover }, config)
