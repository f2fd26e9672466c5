const { useProject } = require('wx-openapi-shim/jest')

module.exports = () => useProject({ folder: process.cwd() })
