import { customerServiceMessage } from '../../shared/catalogue/customerServiceMessage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ customerServiceMessage }, config)
