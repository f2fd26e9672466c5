import { useProject } from 'wx-openapi-shim/vitest'

await useProject({ folder: process.cwd() })
