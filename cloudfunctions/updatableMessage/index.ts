import { updatableMessage } from '../../shared/catalogue/updatableMessage'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ updatableMessage }, config)
