import { pluginManager } from '../../shared/catalogue/pluginManager'
import { serve } from '../../shared/gateway'
import config from './config.json'

export const main = serve({ pluginManager }, config)
