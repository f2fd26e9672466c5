export { type Cloud, type CloudInitOptions, cloud, createCloud } from './create-cloud'
